"""Write the schemas of data/ and networks/ and docs/plan-yml.md anew from the package's descriptions."""

from pathlib import Path

from thidua.network.schema import SCHEMA_FILE, network_schema
from thidua.plan.reference import plan_document, schema_files

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Write every file that derives from the schema of the data."""
    folder = ROOT / "data" / "schema"
    folder.mkdir(exist_ok=True)
    for name, text in schema_files().items():
        (folder / name).write_text(text, encoding="utf-8")
    (ROOT / "networks" / SCHEMA_FILE).write_text(network_schema(), encoding="utf-8")
    (ROOT / "docs" / "plan-yml.md").write_text(plan_document(), encoding="utf-8")


if __name__ == "__main__":
    main()
