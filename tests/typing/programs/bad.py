"""Programs that are wrong, one on each line that says so; type checkers find all of them."""

import ignition_compose as ic
from ignition_compose.models import File, KernelArguments, Resource, Storage
from ignition_compose.models import Fle  # wrong
from ignition_compose import compsoe  # wrong

config = ic.parse("{}")
document = ic.read("{}")
composition = ic.compose()

ic.compsoe()  # wrong
ic.compose(bsae="{}")  # wrong
ic.compose("{}")  # wrong
ic.compose(user=5)  # wrong
ic.validate("{}", strict="yes")  # wrong
ic.read(5)  # wrong
ic.merge(config, "{}")  # wrong
ic.translate(config)  # wrong
File(path="/a", colour="red")  # wrong
config.storge.files  # wrong
config.storage.fils  # wrong
config.storage.files[0].pth  # wrong
config.storage.files[0].contents.sorce  # wrong
config.storage = Storage()  # wrong
config.storage.files[0].mode = 1  # wrong
config.replace(sotrage=Storage())  # wrong
config.replace(storage="x")  # wrong
config.storage.replace(fils=[])  # wrong
config.to_jsn()  # wrong
File("/a")  # wrong
File(pth="/a")  # wrong
File(path=3)  # wrong
File(path="/a", mode="0644")  # wrong
File(path="/a", contents="data:,x")  # wrong
File(path="/a", contents=Resource(sorce="data:,x"))  # wrong
Storage(files=File(path="/a"))  # wrong
Storage(files=[Resource()])  # wrong
KernelArguments(should_exist="quiet")  # wrong
document.reprot  # wrong
composition.origin(5)  # wrong
composition.origin("/a").sorce  # wrong
composition.acount  # wrong
for entry in composition.report:
    entry.pionter  # wrong
try:
    pass
except ic.InvalidConfg:  # wrong
    pass
ic.Config.of(Storage())  # wrong
ic.Config()  # wrong
ic.Config({})  # wrong
Resource.of(5)  # wrong
Resource.of("a", compress="yes")  # wrong
Resource.of("a", compres=True)  # wrong
Resource.of("a").data(lmit=1)  # wrong
Resource.of("a").dta()  # wrong
document.kind = "script"  # wrong
composition.config = config  # wrong
composition.report.to_dct()  # wrong
