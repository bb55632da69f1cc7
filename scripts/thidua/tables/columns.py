"""The tables of a campaign and their columns: all that is said of a column is said here, once.

Headers, rows, records, the canonical writer, entry forms, Table Schemas and downloads ask these tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from thidua.model import Achievement, Allocation, Headcount, Report, Unit, Update
from thidua.reading.cells import Vocabulary
from thidua.tables import contents
from thidua.tables.contents import Content
from thidua.text import mark


@dataclass(frozen=True, slots=True)
class OnForm:
    """A column of an entry form: its width, what the help sheet says, and what a cell says when entered.

    ``{days}`` in ``prompt`` stands for the days that a result may have.
    """

    width: int
    help: str
    title: str = ""
    prompt: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column: its English header, what it holds, its Vietnamese headers, what it is.

    The first of ``titles`` is the one by which it is known best. ``field`` is the records' own name for it,
    where that is another than the header.
    """

    name: str
    content: Content
    titles: tuple[str, ...]
    about: str
    may_be_blank: bool = False
    may_be_absent: bool = False  # its cells are then blank, so such a column may be blank too
    on_form: OnForm | None = None
    field: str = ""

    @property
    def title(self) -> str:
        """The Vietnamese header by which it is known best."""
        return self.titles[0]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A file: its name, the record that a row becomes, its columns in canonical order.

    ``names`` are the columns' English headers, ``required`` those that no file may lack; ``headers`` finds a
    column by any header that is taken for it.
    """

    file: str
    record: type
    columns: tuple[Column, ...]
    may_be_absent: bool = False  # a campaign without the file has no such rows
    takes_own: bool = False  # columns of the office's own go with its rows into the downloads
    names: tuple[str, ...] = field(init=False)
    required: tuple[str, ...] = field(init=False)
    headers: Vocabulary[str] = field(init=False)

    def __post_init__(self) -> None:
        taken = {header: each.name for each in self.columns for header in (each.name, *each.titles)}
        object.__setattr__(self, "names", tuple(each.name for each in self.columns))
        required = tuple(each.name for each in self.columns if not each.may_be_absent)
        object.__setattr__(self, "required", required)
        object.__setattr__(self, "headers", Vocabulary("unknown-column", taken))


_DATE = Column(
    "date",
    contents.DAY,
    (mark("ngày"),),
    "Ngày của số liệu; năm-tháng-ngày hoặc ngày/tháng/năm.",
    field="on",
    on_form=OnForm(
        13,
        mark("Ngày có kết quả, như ngày của quyết định. Gõ ngày trước, tháng sau: 30/6/2022."),
        mark("Ngày có kết quả"),
        mark("Gõ ngày/tháng/năm, {days}. Gõ xong, xem ô có hiện đúng ngày, tháng."),
    ),
)
_UNIT = Column(
    "unit_id", contents.UNIT, (mark("đơn vị"), "mã đơn vị"), "Mã đơn vị trong units.csv.", field="unit"
)
_TARGET = Column(
    "target_id", contents.TARGET, (mark("chỉ tiêu"),), "Mã chỉ tiêu trong plan.yml.", field="target"
)


def _dated(asked: str, title: str) -> Column:
    """The day, as the form of one table asks for it."""
    return replace(_DATE, on_form=OnForm(13, asked, title, mark("Gõ ngày/tháng/năm, {days}.")))


def _optional(name: str, content: Content, title: str, about: str) -> Column:
    """A column that a file may lack."""
    return Column(name, content, (title,), about, may_be_blank=True, may_be_absent=True)


UNITS = Table(
    "units.csv",
    Unit,
    (
        replace(_UNIT, content=contents.NEW_ID, field="id", titles=("mã đơn vị", "đơn vị")),
        Column("name", contents.TEXT, ("tên đơn vị",), "Tên đầy đủ của đơn vị."),
        Column(
            "short_name",
            contents.TEXT,
            ("tên viết tắt",),
            "Tên viết tắt của đơn vị; để trống thì dùng mã.",
            may_be_blank=True,
        ),
        _optional("start", contents.DAY, "từ ngày", "Ngày đầu tiên có đơn vị; để trống là có từ trước."),
        _optional("end", contents.DAY, "đến ngày", "Ngày cuối cùng còn đơn vị; để trống là vẫn còn."),
        _optional(
            "successor",
            contents.SUCCESSOR,
            "đơn vị kế thừa",
            "Mã đơn vị nhận việc và số liệu sau ngày cuối cùng đó; không có thì để trống.",
        ),
    ),
)
HEADCOUNT = Table(
    "headcount.csv",
    Headcount,
    (
        _dated(mark("Ngày bắt đầu có số này. Chỉ ghi khi quân số thay đổi."), mark("Từ ngày")),
        _UNIT,
        Column(
            "population",
            contents.POPULATION,
            ("đối tượng",),
            "Mã đối tượng trong mục populations của plan.yml.",
            on_form=OnForm(
                40,
                mark("Chọn trong danh sách: người, gia đình, phòng…"),
                mark("Đối tượng"),
                mark("Bấm mũi tên bên phải ô để chọn."),
            ),
        ),
        Column(
            "size",
            contents.SIZE,
            ("số lượng",),
            "Số lượng tính từ ngày này.",
            on_form=OnForm(
                14,
                mark("Tổng số hiện có của đơn vị từ ngày đó, không phải số tăng thêm."),
                mark("Số lượng"),
                mark("Tổng số hiện có từ ngày đó."),
            ),
        ),
    ),
)
ACHIEVEMENTS = Table(
    "achievements.csv",
    Achievement,
    (
        _DATE,
        replace(
            _TARGET,
            on_form=OnForm(
                52,
                mark("Chọn trong danh sách; không gõ tay."),
                mark("Chỉ tiêu"),
                mark("Bấm mũi tên bên phải ô để chọn chỉ tiêu trong danh sách."),
            ),
        ),
        replace(_UNIT, may_be_blank=True),  # of a rank or level of the whole office
        Column(
            "value",
            contents.VALUE,
            (mark("giá trị"),),
            "Số lượng; với xếp loại là tên mức. Chưa có số liệu thì không ghi dòng.",
            on_form=OnForm(
                12,
                mark(
                    "Số người, số phòng, số việc mới có thêm: một số nguyên. Không ghi phần trăm, "
                    "không ghi chữ. Chưa có kết quả thì không ghi dòng nào; để trống không phải là 0."
                ),
            ),
        ),
        Column(
            "stage",
            contents.STAGE,
            (mark("bước"),),
            "Bước: đăng ký, đề nghị hoặc công nhận; để trống là bước được tính của chỉ tiêu.",
            may_be_blank=True,
            on_form=OnForm(
                13,
                mark("Đăng ký, Đề nghị hoặc Công nhận. Để trống nghĩa là bước được tính của chỉ tiêu."),
                mark("Bước"),
                mark("Để trống nếu là bước được tính của chỉ tiêu (xem trang Chỉ tiêu)."),
            ),
        ),
        Column(
            "role",
            contents.ROLE,
            (mark("vai trò"),),
            "Vai trò: lãnh đạo hoặc không giữ chức vụ; có thể để trống.",
            may_be_blank=True,
            on_form=OnForm(
                18,
                mark(
                    "Lãnh đạo hoặc Không giữ chức vụ, để biết tỷ lệ khen thưởng người trực tiếp làm việc. "
                    "Một quyết định có cả hai thì tách thành hai dòng."
                ),
                mark("Vai trò"),
                mark("Chỉ cần với khen thưởng, danh hiệu cá nhân; nếu không thì để trống."),
            ),
        ),
        Column(
            "evidence",
            contents.EVIDENCE,
            (mark("minh chứng"),),
            "Minh chứng: số văn bản, địa chỉ http(s), hoặc tệp trong thư mục evidence/.",
            may_be_blank=True,
            on_form=OnForm(
                38,
                mark("Số và ngày văn bản, hoặc địa chỉ bắt đầu bằng https://."),
                mark("Minh chứng"),
                mark("Số và ngày văn bản, hoặc địa chỉ https://. Không ghi tên người."),
            ),
        ),
        Column(
            "note",
            contents.TEXT,
            (mark("ghi chú"),),
            "Ghi chú; bắt buộc khi ghi số âm hoặc số lũy kế giảm.",
            may_be_blank=True,
            on_form=OnForm(
                34,
                mark(
                    "Giải thích thêm. Bắt buộc khi giá trị âm: ghi nhầm, đã báo cáo thì thêm một dòng âm "
                    "để đính chính."
                ),
                mark("Ghi chú"),
                mark("Bắt buộc khi giá trị âm (đính chính). Không ghi tên người."),
            ),
        ),
    ),
    takes_own=True,
)
UPDATES = Table(
    "updates.csv",
    Update,
    (
        _dated(mark("Ngày thực hiện, hoặc ngày nêu khó khăn."), mark("Ngày")),
        Column(
            "task_id",
            contents.TASK,
            ("nhiệm vụ",),
            "Mã nhiệm vụ trong plan.yml.",
            field="task",
            on_form=OnForm(
                46,
                mark("Chọn trong danh sách; không gõ tay."),
                mark("Nhiệm vụ"),
                mark("Bấm mũi tên bên phải ô để chọn nhiệm vụ."),
            ),
        ),
        _UNIT,
        Column(
            "text",
            contents.TEXT,
            ("nội dung",),
            "Nội dung đã thực hiện; chỉ để trống ở dòng nêu kiến nghị.",
            may_be_blank=True,
            on_form=OnForm(
                56,
                mark("Việc đã làm, ngắn gọn. Chỉ để trống ở dòng nêu khó khăn, kiến nghị."),
                mark("Nội dung"),
                mark("Việc đã làm, ngắn gọn. Không ghi tên người."),
            ),
        ),
        Column(
            "asks",
            contents.TEXT,
            ("kiến nghị",),
            "Khó khăn, kiến nghị; có thể để trống.",
            may_be_blank=True,
            on_form=OnForm(
                56,
                mark("Khó khăn, vướng mắc và đề nghị lãnh đạo giải quyết; không có thì để trống."),
                mark("Kiến nghị"),
                mark("Khó khăn và đề nghị; không có thì để trống."),
            ),
        ),
        Column(
            "answered",
            contents.DAY,
            ("trả lời",),
            "Ngày trả lời kiến nghị; chưa trả lời thì để trống.",
            may_be_blank=True,
        ),
        replace(
            _optional(
                "state",
                contents.STATE,
                "tình trạng",
                "Tình trạng: chưa làm, đang làm, xong hoặc vướng; để trống là như lần ghi trước.",
            ),
            on_form=OnForm(
                14,
                mark("Chưa làm, Đang làm, Xong hoặc Vướng; để trống là như lần ghi trước."),
                mark("Tình trạng"),
                mark("Để trống nếu như lần ghi trước."),
            ),
        ),
    ),
)
REPORTS = Table(
    "reports.csv",
    Report,
    (
        _dated(mark("Ngày gửi báo cáo."), mark("Ngày báo cáo")),
        _UNIT,
        Column(
            "period",
            contents.PERIOD,
            ("kỳ",),
            "Kỳ đã báo cáo: năm-tháng như 2022-06, hoặc năm-quý như 2022-Q2 nếu báo cáo theo quý.",
            on_form=OnForm(
                14,
                mark("Kỳ báo cáo: chọn trong danh sách, năm trước tháng sau (2022-06 là tháng 6/2022)."),
                mark("Kỳ"),
                mark("Bấm mũi tên bên phải ô để chọn kỳ."),
            ),
        ),
    ),
)
ALLOCATIONS = Table(
    "allocations.csv",
    Allocation,
    (
        _DATE,
        _TARGET,
        _UNIT,
        Column(
            "goal",
            contents.GOAL,
            ("mục tiêu",),
            "Mục tiêu của đơn vị từ ngày này, ghi như mục tiêu của chỉ tiêu: phần trăm với tỷ lệ, tên mức "
            "với xếp loại; “không giao” là thôi giao.",
        ),
        Column(
            "baseline",
            contents.BASELINE,
            ("mức đầu kỳ",),
            "Mức đầu kỳ của đơn vị, chỉ với chỉ tiêu là mức phải đạt tới; chỉ tiêu khác thì để trống.",
            may_be_blank=True,
        ),
        Column("note", contents.TEXT, ("ghi chú",), "Ghi chú.", may_be_blank=True),
    ),
    may_be_absent=True,
)

TABLES: Mapping[str, Table] = {
    table.file: table for table in (UNITS, HEADCOUNT, ACHIEVEMENTS, UPDATES, REPORTS, ALLOCATIONS)
}


def form_columns(table: Table) -> tuple[tuple[Column, OnForm], ...]:
    """The columns of a table that an entry form asks for; the unit is told by the form itself."""
    return tuple((each, each.on_form) for each in table.columns if each.on_form)
