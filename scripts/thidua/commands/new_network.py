"""`thidua new-network`: the folder of a new network."""

from argparse import Namespace

from thidua.commands.call import WrongCallError, say
from thidua.commands.given import all_or_none
from thidua.config import today
from thidua.files import write_folder
from thidua.network.load import NETWORK_FILE
from thidua.network.schema import new_network


@all_or_none
def run(call: Namespace) -> int:
    """Make it; it passes the check as it stands."""
    folder = call.into / call.network
    content = new_network(call.network, today().year).encode()
    try:
        write_folder(folder, {NETWORK_FILE: content})
    except FileExistsError as error:
        raise WrongCallError("đã có {folder}, không ghi đè", folder=folder) from error
    file = folder / NETWORK_FILE
    say(
        "Đã tạo {folder}. Sửa {file}, rồi chạy “thidua collect {network}”.",
        folder=folder,
        file=file,
        network=folder,
    )
    return 0
