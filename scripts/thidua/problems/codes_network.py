"""Codes of a network's file and of what is collected from its members."""

from __future__ import annotations

from thidua.problems.codes_files import Code

NETWORK = (
    Code(
        "network-folder",
        "mã của khối khác tên thư mục",
        "`network: khoi-1` trong `networks/khoi-2/`",
        "sửa mã, hoặc đổi tên thư mục",
    ),
    Code("period-reversed", "ngày cuối đứng trước ngày đầu", "`end` trước `start`", "sửa ngày"),
    Code(
        "bad-address",
        "nơi đọc số liệu không phải https, cũng không phải đường dẫn tương đối",
        "`http://soyte.vn/api/v1/`",
        "ghi địa chỉ https, hoặc đường dẫn tính từ thư mục của khối",
    ),
    Code(
        "duplicate-address",
        "hai nơi đọc cùng một số liệu",
        "chép dòng mà quên sửa `api`",
        "sửa `api`, hoặc xóa một dòng",
    ),
    Code(
        "unknown-member",
        "chỉ tiêu chung nhắc đến nơi không có trong `members`",
        "`members: {syte: B-02}`",
        "sửa theo gợi ý",
    ),
    Code(
        "line-without-target",
        "nơi đó không công bố chỉ tiêu có mã này (cảnh báo)",
        "`members: {syt: B-20}`",
        "xem lại mã chỉ tiêu của nơi đó",
    ),
    Code(
        "bad-collected",
        "tệp trong `collected/` đã hỏng, hoặc do người sửa (cảnh báo)",
        "tệp bị cắt cụt",
        "xóa tệp rồi thu thập lại",
    ),
)

COLLECTED = (
    Code(
        "member-unreachable",
        "không kết nối được với máy chủ của nơi đó",
        "máy tắt, mạng đứt",
        "xem máy chủ và đường truyền, thu thập lại",
    ),
    Code(
        "member-slow",
        "chưa trả lời xong khi hết giờ, kể cả khi cứ nhỏ giọt mãi",
        "máy chủ treo",
        "thu thập lại; đường truyền chậm thì thêm `--seconds`",
    ),
    Code(
        "member-http",
        "máy chủ trả lời không phải 200",
        "404, 403, 500",
        "xem `api`, `campaign`, mã truy cập; chờ nơi đó sửa",
    ),
    Code(
        "member-file",
        "không đọc được tệp ở đường dẫn `api`",
        "nơi đó chưa dựng trang",
        "xem việc dựng trang của nơi đó, và đường dẫn",
    ),
    Code(
        "member-certificate",
        "chứng thư của máy chủ không đáng tin, hết hạn hoặc của tên khác",
        "chứng thư tự ký",
        "mạng nội bộ thì thêm `--cafile`; nếu không, báo nơi đó",
    ),
    Code(
        "member-redirect",
        "máy chủ chuyển sang máy khác",
        "trang đăng nhập, tên miền mới",
        "sửa `api` nếu đúng là nơi mới",
    ),
    Code("member-too-big", "câu trả lời quá lớn", "tệp 10 GB", "nhờ nơi đó xem lại; sửa `api`"),
    Code(
        "member-not-json",
        "câu trả lời không phải JSON",
        "trang HTML báo lỗi hay đăng nhập",
        "xem `api`, nhờ nơi đó xem lại",
    ),
    Code(
        "member-schema",
        "JSON nhưng không theo cấu trúc đã công bố, hoặc cộng lại không khớp",
        "thiếu `totals`",
        "nhờ nơi đó cập nhật thidua",
    ),
    Code(
        "member-other",
        "số liệu của phong trào hay khối khác",
        "`api` của năm trước",
        "sửa `campaign`, `network` hay `api`",
    ),
    Code("member-same", "số liệu giống hệt nơi khác trong khối", "hai `api` cùng một trang", "sửa `api`"),
    Code(
        "member-gone-back",
        "ngày số liệu cũ hơn bản đã có",
        "nơi đó khôi phục bản cũ",
        "nhờ nơi đó xuất bản lại bản mới",
    ),
    Code("member-clock", "ngày số liệu ở tương lai", "đồng hồ sai một năm", "sửa đồng hồ"),
    Code(
        "clock-back",
        "hôm nay đứng trước ngày đã thu thập lần trước",
        "đồng hồ của máy thu thập chạy lùi",
        "sửa đồng hồ",
    ),
)
