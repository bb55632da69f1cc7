"""`thidua export`: the workbook with live formulas, the same as on the site."""

from argparse import Namespace

from thidua.commands.call import progress_of, save
from thidua.words import VIETNAMESE


def run(call: Namespace) -> int:
    """Write it."""
    from thidua.export.workbook import workbook_xlsx  # noqa: PLC0415 - XlsxWriter is slow to import

    progress = progress_of(call)
    save(call.out, workbook_xlsx(progress.campaign, progress, VIETNAMESE), force=call.force)
    return 0
