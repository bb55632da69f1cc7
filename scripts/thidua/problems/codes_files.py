"""Codes of whole files, of rows and columns, and of plan.yml: what each means, an example, what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """A code with its meaning, an example and a remedy, in Vietnamese for the office (Markdown)."""

    code: str
    meaning: str
    example: str
    remedy: str


FILES = (
    Code(
        "no-campaign",
        "thư mục dữ liệu không có phong trào nào",
        "`thidua check data/2022` (đó là một phong trào)",
        "chỉ đến thư mục chứa các phong trào: `data`",
    ),
    Code(
        "missing-file",
        "thiếu một tệp bắt buộc",
        "không có `reports.csv`",
        "tạo tệp; chưa có số liệu thì chỉ cần dòng tiêu đề cột",
    ),
    Code(
        "unread-file",
        "tệp nằm trong thư mục của phong trào mà không được đọc (là cảnh báo nếu không phải tệp số liệu)",
        "`achievements (1).csv`, `bieu/vptt.xlsx`",
        "chép số liệu vào đúng tệp; nhập biểu bằng `thidua import`; minh chứng để trong `evidence/`",
    ),
    Code(
        "not-a-file",
        "chỗ của tệp là một thư mục hoặc một liên kết",
        "`units.csv` là lối tắt",
        "thay bằng chính tệp đó",
    ),
    Code(
        "unreadable-file",
        "máy không cho đọc tệp",
        "không có quyền đọc",
        "kiểm tra quyền, đóng chương trình giữ tệp",
    ),
    Code(
        "file-too-big",
        "tệp lớn hơn 20.000.000 byte",
        "tệp chứa hàng triệu dòng trống",
        "chỉ giữ các dòng số liệu",
    ),
    Code(
        "wrong-file-type",
        "tệp loại khác được đổi tên",
        "`units.xlsx` đổi tên thành `units.csv`",
        "mở bằng Excel, lưu lại kiểu “CSV UTF-8”",
    ),
    Code(
        "bad-encoding",
        "không phải Unicode UTF-8",
        "tệp lưu ở Windows-1258, TCVN3, VNI",
        "lưu lại kiểu “CSV UTF-8”; với Notepad chọn Encoding “UTF-8”",
    ),
    Code("conflict-marker", "còn dấu xung đột của git", "`<<<<<<< HEAD`", "chọn phần đúng, xóa ba dòng dấu"),
    Code(
        "control-character",
        "có ký tự ẩn: điều khiển, độ rộng bằng 0, đảo chiều chữ, Tab trong ô",
        "`CN-03` dán kèm U+200B",
        "xóa cả ô rồi gõ lại",
    ),
    Code(
        "bad-template",
        "mẫu báo cáo Word không dùng được, hoặc có phần tự lấy, tự chạy nội dung khác",
        "dấu `{{nội dung}}` bị xóa; `{{trích yêu}}`; macro, liên kết ngoài, trường DDE",
        "sửa trong Word rồi lưu lại, hoặc lấy lại mẫu gốc",
    ),
    Code(
        "bad-campaign-name",
        "tên thư mục của phong trào đã có nghĩa khác trên trang, hoặc trùng tên khác khi bỏ viết hoa và dấu",
        "`data/en`, `data/assets`, `data/index.html`",
        "đổi tên thư mục và mã phong trào, ví dụ `2022`",
    ),
    Code(
        "text-too-long",
        "văn bản trong plan.yml hoặc tên đơn vị dài quá mức đọc được",
        "một tên dài 8.000 chữ",
        "rút ngắn",
    ),
    Code(
        "campaign-folder",
        "mã phong trào khác tên thư mục",
        "`campaign: 2023` trong `data/2022`",
        "sửa cho giống nhau",
    ),
)

TABLES = (
    Code(
        "missing-column",
        "thiếu cột, hoặc không thấy dòng tiêu đề cột",
        "tiêu đề không có `value`",
        "thêm cột; dòng đầu phải có đủ các cột",
    ),
    Code("unknown-column", "cột không thuộc tệp này", "`vlaue`", "sửa tên cột hoặc bỏ cột"),
    Code("duplicate-column", "một cột có hai lần", "`date` và `ngày`", "bỏ một cột"),
    Code(
        "too-many-columns", "dòng tiêu đề dài bất thường", "hàng nghìn cột", "để dòng đầu chỉ có tên các cột"
    ),
    Code(
        "rows-above-header",
        "phía trên tiêu đề cột còn dòng khác",
        "dòng tên báo cáo",
        "xóa các dòng phía trên",
    ),
    Code(
        "too-many-cells",
        "dòng có nhiều ô hơn tiêu đề",
        "ghi chú có dấu phẩy mà không có nháy kép",
        "đặt ô có dấu ngăn trong dấu nháy kép",
    ),
    Code("too-few-cells", "dòng thiếu ô", "dòng bị cắt", "ô trống vẫn giữ dấu ngăn"),
    Code(
        "open-quote", "dấu nháy kép không đóng đúng chỗ", '`"QĐ 12`', "đóng nháy; nháy bên trong ô gõ hai lần"
    ),
    Code("total-row", "dòng cộng các dòng khác", "`Tổng cộng`", "bỏ dòng; trang tự cộng"),
    Code("cell-too-long", "ô dài hơn 32.767 ký tự", "dán cả văn bản vào ô", "rút ngắn"),
    Code("line-too-long", "dòng dài hơn 500.000 ký tự", "tệp hỏng", "xem lại dòng đó"),
    Code("too-many-rows", "tệp có hơn 1.000.000 dòng", "hàng triệu dòng trống", "xóa các dòng trống"),
    Code(
        "too-many-problems",
        "hơn 10.000 lỗi trong một tệp: phần sau chưa kiểm tra",
        "nhầm cột cả tệp",
        "sửa các lỗi trước, kiểm tra lại",
    ),
)

PLAN = (
    Code("empty-file", "tệp kế hoạch chưa có nội dung", "tệp 0 byte", "bắt đầu từ `thidua new`"),
    Code("yaml-syntax", "không đọc được như YAML", "`name Đợt 1` thiếu dấu hai chấm", "ghi `tên: giá trị`"),
    Code("yaml-tab", "Tab ở đầu dòng", "thụt dòng bằng phím Tab", "thụt bằng dấu cách"),
    Code("yaml-tag", "dấu `!` ở đầu giá trị", "`!!str 5`", "bỏ, hoặc đặt giá trị trong nháy kép"),
    Code(
        "yaml-alias",
        "dấu `*` nhắc lại mục khác, thành vòng, nở quá lớn hoặc không có",
        "`*dot1`",
        "chép lại nội dung",
    ),
    Code("yaml-documents", "hai văn bản trong một tệp", "dòng `---` ở giữa", "bỏ dòng `---`"),
    Code("yaml-too-deep", "lồng nhau quá sâu", "`[[[[[[…`", "xem lại dấu ngoặc"),
    Code(
        "yaml-too-large",
        "tệp kế hoạch quá lớn",
        "số liệu ghi nhầm vào kế hoạch",
        "chuyển số liệu sang các tệp CSV",
    ),
    Code("bad-key", "tên mục không phải chữ", "`? [a]: b`", "ghi `tên: giá trị`"),
    Code("duplicate-key", "một mục ghi hai lần", "hai dòng `title:`", "giữ một"),
    Code("unknown-key", "mục không có trong danh sách", "`titel:`", "sửa theo gợi ý"),
    Code("missing-key", "thiếu mục bắt buộc, hoặc để trống", "chỉ tiêu không có `goal`", "thêm mục"),
    Code("wrong-kind", "giá trị không đúng dạng", "`phases: hai đợt`", "ghi theo ví dụ trong thông báo"),
    Code(
        "unknown-word",
        "từ không thuộc các từ cố định",
        "`measure: đếm thử`",
        "dùng một trong các từ được liệt kê",
    ),
    Code(
        "key-not-allowed",
        "mục không có nghĩa ở đây",
        "`reading` của xếp loại, `pace` của tuân thủ",
        "xóa mục; lý do nêu ở thông báo",
    ),
    Code(
        "bad-across",
        "cách gộp số của nhiều đơn vị không dùng được",
        "`across: sum` của các tỷ lệ phần trăm",
        "dùng cách gộp nêu ở thông báo",
    ),
    Code(
        "duplicate-revision",
        "hai lần điều chỉnh cùng một ngày",
        "hai mục `date: 2022-08-05` trong `revisions`",
        "gộp thành một mục",
    ),
    Code(
        "nothing-revised",
        "lần điều chỉnh không thay đổi gì",
        "`goal` ghi lại đúng mục tiêu cũ",
        "ghi điều thay đổi, hoặc bỏ mục",
    ),
    Code(
        "cancelled-target",
        "điều chỉnh một chỉ tiêu đã thôi thực hiện",
        "`cancelled: true` rồi đổi `due`",
        "bỏ mục; thực hiện lại thì bổ sung chỉ tiêu mới",
    ),
    Code(
        "added-target",
        "chỉ tiêu được bổ sung hai lần, hoặc vừa bổ sung vừa điều chỉnh",
        "`adds: [NV-08]` và `targets: {NV-08: …}` cùng ngày",
        "ghi thẳng nội dung ở `targets` của kế hoạch",
    ),
    Code(
        "revision-needs-pace",
        "sau điều chỉnh, tiến độ cũ đi ngược hoặc kéo quá hạn",
        "mục tiêu giảm xuống dưới một mốc của `pace`",
        "ghi `pace` mới trong lần điều chỉnh",
    ),
    Code(
        "bad-source",
        "`from` không tính được từ chỉ tiêu đã ghi",
        "cộng hai chỉ tiêu khác đơn vị tính",
        "sửa nguồn hoặc cách tính theo thông báo",
    ),
    Code(
        "out-of-range", "số nằm ngoài khoảng cho phép", "`at_risk: 8`", "ghi số trong khoảng nêu ở thông báo"
    ),
    Code(
        "bad-goal",
        "mục tiêu không có đúng một phép so, hoặc phép so không dùng được",
        "`goal: {at_most: Khá}` với xếp loại",
        "dùng phép so hợp với cách đo",
    ),
    Code("goal-out-of-range", "mục tiêu vượt 100% hoặc không thể có", "`more_than: 100`", "sửa mục tiêu"),
    Code("goal-reversed", "mức trên nhỏ hơn mức dưới", "`between: [9, 7]`", "ghi số nhỏ trước"),
    Code("goal-equals-baseline", "mục tiêu bằng mức đầu kỳ", "`at_least: 0`", "sửa mục tiêu hoặc baseline"),
    Code(
        "baseline-not-allowed", "baseline ở chỉ tiêu không đo bằng mức", "count có `baseline`", "xóa baseline"
    ),
    Code("bad-pace", "mốc tiến độ sai", "mốc nằm sau hạn", "sửa mốc"),
    Code("pace-turns-back", "tiến độ đi ngược", "6 rồi 4", "sửa số ở mốc"),
    Code(
        "bad-ceiling",
        "mức trần tính theo chính chỉ tiêu đó",
        "`of` là chính nó",
        "ghi mã chỉ tiêu làm căn cứ",
    ),
    Code(
        "bad-rule",
        "quy tắc thiếu điều kiện để tính",
        "`ceiling` cho chỉ tiêu không có mức trần",
        "bổ sung, hoặc bỏ",
    ),
    Code("bad-review", "ngày tổng kết không hợp với đợt", "tổng kết trước khi đợt bắt đầu", "sửa ngày"),
    Code("duplicate-review", "một đợt có hai cuộc tổng kết", "hai mục cho `dot1`", "giữ một"),
    Code("duplicate-level", "thang xếp loại ghi một mức hai lần", "hai lần `Hoàn thành`", "giữ một"),
    Code("phase-overlap", "hai đợt chồng nhau", "đợt 2 bắt đầu trước khi đợt 1 xong", "sửa ngày"),
    Code("phase-reversed", "đợt kết thúc trước khi bắt đầu", "`end` trước `start`", "sửa ngày"),
    Code("due-before-start", "hạn trước ngày bắt đầu", "`due` trước `start`", "sửa ngày"),
    Code("closes-too-early", "khóa số liệu trước khi đợt cuối xong", "`closes` trước 31/12", "sửa ngày"),
    Code("unknown-scale", "không có thang xếp loại này", "`scale: xl5`", "khai báo trong `scales`"),
    Code("unknown-phase", "không có đợt này", "`phase: dot3`", "sửa mã đợt"),
    Code(
        "unknown-campaign",
        "không có phong trào để so sánh này",
        "`previous: 2021` mà không có thư mục `data/2021`",
        "sửa mã, hoặc xóa `previous`",
    ),
    Code(
        "unknown-movement",
        "không có phong trào, cuộc vận động này",
        "`movements: [x]`",
        "khai báo trong `movements`",
    ),
)
