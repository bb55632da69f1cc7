"""Codes of cells, of rules across rows, and of warnings: what each means, an example, what to do."""

from __future__ import annotations

from thidua.problems.codes_files import Code

CELLS = (
    Code(
        "missing-value",
        "ô phải có mà để trống (trống không phải là 0)",
        "`value` trống",
        "điền ô; chưa có số liệu thì bỏ cả dòng",
    ),
    Code(
        "bad-date", "không phải là ngày", "`30/02/2022`, `30/6/22`, `44742`, `Quý I`", "ghi như `30/6/2022`"
    ),
    Code(
        "bad-period",
        "không phải là kỳ báo cáo của kế hoạch này",
        "`02/2022`; `2022-Q1` khi báo cáo theo tháng",
        "ghi như `2022-02`, hoặc `2022-Q1` nếu báo cáo theo quý",
    ),
    Code(
        "not-a-number",
        "không phải là số, hoặc đọc được thành hai số",
        "`mười`, `1.250`, `12%`",
        "ghi số bằng chữ số, không dấu hàng nghìn",
    ),
    Code("not-whole", "số lẻ ở chỉ tiêu đếm người, đơn vị", "`2,5`", "ghi số nguyên"),
    Code("negative-size", "số lượng nhỏ hơn 0", "`-1` trong headcount.csv", "ghi số hiện có"),
    Code("unknown-target", "không có chỉ tiêu này trong kế hoạch", "`CN-O3` (chữ O)", "sửa theo gợi ý"),
    Code(
        "unknown-unit",
        "không có đơn vị này trong units.csv",
        "`VQ`; tên đầy đủ của đơn vị",
        "ghi mã hoặc tên viết tắt",
    ),
    Code("unknown-task", "không có nhiệm vụ này trong kế hoạch", "`III.2.11`", "sửa mã nhiệm vụ"),
    Code(
        "unknown-population",
        "không có đối tượng này trong kế hoạch",
        "`người` thay cho `staff`",
        "ghi mã đối tượng",
    ),
    Code("unknown-level", "không có trong thang xếp loại", "`Tốt`", "ghi đủ tên mức"),
    Code("unknown-stage", "không phải một bước", "`đã xong`", "ghi đăng ký, đề nghị hoặc công nhận"),
    Code("unknown-role", "không phải một vai trò", "`trưởng phòng`", "ghi lãnh đạo hoặc không giữ chức vụ"),
    Code(
        "unknown-state",
        "không phải một tình trạng của nhiệm vụ",
        "`xong xuôi`",
        "ghi chưa làm, đang làm, xong hoặc vướng",
    ),
    Code("bad-id", "không dùng làm mã được", "`Phòng 1`, `con`", "chỉ dùng chữ không dấu, chữ số và . - _"),
    Code("duplicate-id", "mã hoặc tên viết tắt dùng hai lần", "hai đơn vị mã `VP`", "đổi một mã"),
    Code(
        "bad-evidence",
        "minh chứng không nhận được",
        "`javascript:…`, `C:\\qd.pdf`, `//may-chu`",
        "ghi số văn bản, địa chỉ http(s), hoặc tệp trong `evidence/`",
    ),
    Code(
        "missing-evidence",
        "không có tệp minh chứng này",
        "`evidence/qd.pdf` chưa được chép vào",
        "chép tệp vào thư mục `evidence/`",
    ),
)

CHECKS = (
    Code(
        "duplicate-row",
        "một dòng ghi hai lần",
        "cùng ngày, chỉ tiêu, đơn vị, bước, vai trò, minh chứng",
        "xóa một dòng; hai việc khác nhau thì ghi minh chứng khác nhau",
    ),
    Code(
        "two-rows-of-a-day",
        "hai số khác nhau cho một ngày, khi chỉ số mới nhất được tính",
        "xếp loại ghi hai lần trong một ngày",
        "giữ một dòng",
    ),
    Code(
        "outside-campaign",
        "ngày hoặc kỳ nằm ngoài phong trào",
        "`31/12/2021` trong phong trào 2022",
        "sửa ngày",
    ),
    Code("correction-without-note", "số âm không có ghi chú", "`-1`, `note` trống", "ghi lý do điều chỉnh"),
    Code("below-zero", "tổng đến một ngày nhỏ hơn 0", "ghi 2 rồi trừ 3", "xem lại số điều chỉnh"),
    Code(
        "cumulative-fall",
        "số lũy kế giảm mà không có ghi chú",
        "3 rồi 2",
        "ghi tổng từ đầu năm, hoặc ghi lý do",
    ),
    Code(
        "mixed-units",
        "mức hoặc xếp loại vừa ghi theo đơn vị vừa ghi chung",
        "dòng có `unit_id`, dòng không",
        "chọn một cách",
    ),
    Code(
        "more-than-population",
        "nhiều người được ghi hơn số người có",
        "31 trên 30",
        "xem lại số, hoặc cập nhật headcount.csv",
    ),
    Code(
        "zero-population", "đối tượng có tổng số 0 mà chỉ tiêu tính theo nó", "`staff` 0 người", "ghi số thật"
    ),
    Code(
        "unit-without-headcount",
        "đơn vị chưa có số lượng của đối tượng mà số của nó tính theo (với allocations.csv là cảnh báo)",
        "trung bình có trọng số, giao tỷ lệ cho đơn vị chưa có dòng trong headcount.csv",
        "thêm dòng của đơn vị vào headcount.csv",
    ),
    Code(
        "missing-across",
        "mức có dòng ghi theo đơn vị mà kế hoạch chưa nói cách tính gộp",
        "không có `across`",
        "ghi `across`, hoặc để trống ô đơn vị nếu là số của cả cơ quan",
    ),
    Code(
        "row-of-derived",
        "dòng kết quả của chỉ tiêu được tính từ chỉ tiêu khác",
        "chỉ tiêu có `from`",
        "ghi vào chỉ tiêu nguồn",
    ),
    Code(
        "unit-reversed",
        "ngày cuối của đơn vị trước ngày đầu",
        "`start` 01/07, `end` 30/06",
        "sửa một trong hai ngày",
    ),
    Code(
        "bad-successor",
        "đơn vị kế thừa không có vào hôm sau ngày cuối, hoặc chưa có ngày cuối",
        "`end` 30/06, đơn vị kế thừa bắt đầu 02/07",
        "sửa ngày, hoặc ghi đơn vị khác",
    ),
    Code(
        "successor-circle", "các đơn vị kế thừa vòng quanh", "A kế thừa B, B kế thừa A", "bỏ một `successor`"
    ),
    Code(
        "outside-unit",
        "ngày mà đơn vị không tồn tại (với headcount.csv là cảnh báo)",
        "kết quả ngày 01/07 của đơn vị có `end` 30/06",
        "sửa ngày, hoặc ghi cho đơn vị kế thừa",
    ),
    Code(
        "allocation-not-allowed",
        "chỉ tiêu không giao được cho đơn vị",
        "chỉ tiêu chấp hành; chỉ tiêu tính từ chỉ tiêu khác",
        "bỏ dòng",
    ),
    Code(
        "missing-headcount",
        "chưa có số lượng của đối tượng khi chỉ tiêu bắt đầu",
        "headcount.csv bắt đầu từ 02/01",
        "thêm một dòng sớm hơn",
    ),
)

FORMS = (
    Code(
        "bad-workbook", "không mở được như một tệp Excel", "tệp hỏng, tệp nén đổi tên", "lưu lại kiểu .xlsx"
    ),
    Code(
        "wrong-form",
        "không phải biểu do `thidua form` tạo ra, hoặc của phong trào, đơn vị khác",
        "biểu của năm trước",
        "tạo lại biểu bằng `thidua form`",
    ),
    Code(
        "outdated-form",
        "biểu tạo trước khi kế hoạch thay đổi",
        "đã thêm chỉ tiêu",
        "tạo lại biểu, chép số liệu sang",
    ),
    Code(
        "merged-cells",
        "bảng trong biểu có ô bị gộp",
        "gộp hai dòng cùng đơn vị",
        "bỏ gộp ô, điền đủ từng dòng",
    ),
    Code("formula-cell", "ô chứa công thức hoặc báo lỗi", "`=SUM(D2:D9)`, `#REF!`", "gõ kết quả vào ô"),
    Code(
        "sheet-missing",
        "thiếu một trang nhập của biểu",
        "xóa trang Mức",
        "tạo lại biểu, chép số liệu sang",
    ),
    Code("sheet-doubled", "một trang nhập có hai bản", "`Kết quả (2)`", "giữ một trang, xóa bản sao"),
    Code(
        "sheet-not-read",
        "trang không thuộc biểu (cảnh báo)",
        "`Sheet1` có ghi chú",
        "là ghi chú thì cứ để",
    ),
    Code(
        "stray-cell",
        "số liệu ở chỗ không được đọc",
        "số gõ ở trang Chỉ tiêu",
        "chép vào ô nền vàng",
    ),
    Code("unit-mismatch", "tên đơn vị trên biểu bị sửa", "biểu của phòng khác", "dùng biểu của đơn vị mình"),
    Code("not-yours", "số liệu của cả cơ quan, do đơn vị khác ghi", "tỷ lệ giải ngân", "xóa dòng trong biểu"),
    Code(
        "changed-row",
        "dòng đã nhập nay khác đi",
        "sửa ngày của dòng cũ",
        "nếu đúng là sửa thì nhập lại với `--update`",
    ),
    Code(
        "row-withdrawn",
        "dòng đã nhập từ một biểu không còn trong biểu đó",
        "xóa dòng rồi gửi lại biểu",
        "số đã nhập giữ nguyên; ghi nhầm thì sửa bảng, hoặc thêm dòng âm có ghi chú",
    ),
    Code(
        "plan-conflict",
        "một ô của sổ kế hoạch đã sửa, mà trong tệp cũng đã có người sửa khác đi",
        "sổ ghi 20, tệp nay ghi 18",
        "tạo sổ mới (`thidua plan --to`), sửa lại trong đó",
    ),
    Code(
        "id-in-use",
        "mã bị bỏ hoặc bị đổi trong sổ kế hoạch, mà số liệu đã ghi theo mã ấy",
        "xóa dòng CN-03 đã có kết quả",
        "giữ mã cũ; thôi thực hiện thì ghi ở trang Nội dung điều chỉnh",
    ),
    Code(
        "plan-by-hand",
        "chỗ sửa trong sổ không ghi lại vào tệp được mà giữ nguyên mọi chữ khác",
        "mục được nhắc lại bằng `&`, `*`",
        "sửa thẳng trong `plan.yml`, rồi tạo lại sổ",
    ),
    Code(
        "unknown-revision",
        "nội dung điều chỉnh của một ngày không có lần điều chỉnh nào",
        "gõ nhầm ngày",
        "ghi ngày đó ở trang Điều chỉnh trước",
    ),
    Code("not-nothing", "ghi không phát sinh mà có kết quả", "`Không phát sinh`", "chọn `Có phát sinh`"),
)

WARNINGS = (
    Code(
        "owner-ended",
        "đơn vị chủ trì đã kết thúc mà không có ai kế thừa",
        "`end` 30/06, `successor` trống",
        "ghi đơn vị kế thừa, hoặc giao cho đơn vị khác",
    ),
    Code(
        "allocations-below-goal",
        "tổng giao cho các đơn vị nhỏ hơn mục tiêu",
        "giao 4 và 5, mục tiêu 10",
        "giao thêm, hoặc giữ nếu phần còn lại là việc chung",
    ),
    Code("after-today", "ngày chưa tới", "gõ nhầm năm", "xem lại ngày"),
    Code(
        "answer-without-question",
        "ngày trả lời không ứng với kiến nghị nào",
        "`answered` trước `date`",
        "ghi kiến nghị, sửa ngày",
    ),
    Code(
        "no-rows-past-due",
        "chỉ tiêu đã hết hạn mà chưa có số liệu",
        "không có dòng nào",
        "ghi kết quả, kể cả 0",
    ),
    Code(
        "report-missing",
        "đơn vị chưa báo cáo kỳ đã đến hạn",
        "thiếu kỳ `2022-03`",
        "thêm dòng vào reports.csv",
    ),
    Code(
        "unit-spelt-twice",
        "hai đơn vị có tên gần như nhau",
        "Văn phòng - Thanh tra, Văn phòng – Thanh tra",
        "nếu là một thì giữ một mã",
    ),
    Code(
        "above-ceiling",
        "số công nhận vượt mức trần của luật",
        "6 khi trần là 5",
        "xem lại điều khoản nêu ở thông báo",
    ),
    Code(
        "personal-data",
        "giống họ tên, số điện thoại, số định danh của một người",
        "`0912 345 678`",
        "chỉ ghi số lượng và số văn bản",
    ),
    Code(
        "garbled-text",
        "chữ bị hỏng dấu",
        "`Së Ngo¹i vô`, `Quyáº¿t Ä‘á»‹nh`",
        "chuyển sang Unicode rồi dán lại",
    ),
    Code(
        "goal-behind-baseline",
        "mục tiêu đã đạt ngay từ đầu",
        "`at_least: 5`, `baseline: 7`",
        "xem lại mục tiêu và baseline",
    ),
    Code(
        "goal-without-quote",
        "điều chỉnh mục tiêu mà nguyên văn vẫn như cũ",
        "`goal` mới, không có `quote` mới",
        "chép nguyên văn mới vào `quote`",
    ),
    Code("due-after-closes", "hạn sau ngày khóa số liệu", "`due` sau `closes`", "sửa ngày"),
)
