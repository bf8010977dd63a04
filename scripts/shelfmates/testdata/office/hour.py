# A librarian's hour in LibreOffice. After each thing she does the file is
# saved and synced, open as it is or closed; each sync is one line of JSON.
import glob, shutil, subprocess
from com.sun.star.awt import Rectangle
from com.sun.star.table import CellAddress, CellRangeAddress, TableSortField

program, book, keep = args[0], args[1], args[2]
keyboard = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
doc, minute, count = None, 0, 0

def now():
    return "2026-11-23T%02d:%02d:00-05:00" % (9 + minute // 60, minute % 60)

def command(*what):
    p = subprocess.run([program, *what, "--now", now()], capture_output=True, text=True)
    return {"code": p.returncode, "out": p.stdout, "err": p.stderr}

def opened():
    global doc
    doc = load(book)

def closed():
    global doc
    doc.close(True)
    doc = None

def tab(name):
    return doc.getSheets().getByName(name)

def headers(name):
    t = tab(name)
    return [t.getCellByPosition(i, 0).getString() for i in range(40)]

def column(name, header):
    return headers(name).index(header)

def rows(name):
    t, n = tab(name), 1
    while any(t.getCellByPosition(i, n).getString() for i in range(6)):
        n += 1
    return n

def act(what, *given):
    keyboard.executeDispatch(doc.getCurrentController().Frame, what, "", 0, given)

def select(name, area):
    doc.getCurrentController().setActiveSheet(tab(name))
    doc.getCurrentController().select(area)

def enter(name, row, header, text):
    select(name, tab(name).getCellByPosition(column(name, header), row - 1))
    act(".uno:EnterString", prop("StringName", text))

def line(name, row, **cells):
    for header, text in cells.items():
        enter(name, row, header.replace("_", " "), text)

def sort(name, area, by, up):
    select(name, area)
    act(".uno:DataSort", prop("ByRows", True), prop("HasHeader", True), prop("CaseSensitive", False),
        prop("NaturalSort", False), prop("IncludeAttribs", True), prop("UserDefIndex", 0),
        prop("Col1", by + 1), prop("Ascending1", up))

def sort_alone(name, header):
    # The command would ask whether to sort the columns beside it too.
    at, field = column(name, header), TableSortField()
    field.Field, field.IsAscending = 0, False
    area = tab(name).getCellRangeByPosition(at, 0, at, rows(name) - 1)
    area.sort((prop("SortFields", uno.Any("[]com.sun.star.table.TableSortField", (field,))), prop("ContainsHeader", True)))

def whole(name):
    return tab(name).getCellRangeByPosition(0, 0, column(name, "ID"), rows(name) - 1)

def undo():
    doc.getUndoManager().undo()

def sheet(name):
    t, cells = tab(name), {}
    titles = headers(name)
    for n in range(1, rows(name)):
        cells[n + 1] = {h: t.getCellByPosition(i, n).getString() for i, h in enumerate(titles) if h and t.getCellByPosition(i, n).getString()}
    return cells

def looks():
    # What must still be there after everything we wrote.
    t = tab("Hours")
    date, hours, kind = column("Hours", "Date"), column("Hours", "Hours"), column("Hours", "Kind")
    formats = doc.getNumberFormats()
    form = lambda c, r: formats.getByKey(t.getCellByPosition(c, r).NumberFormat).FormatString
    valid = lambda c: t.getCellByPosition(c, 1).Validation.Type.value + " " + t.getCellByPosition(c, 1).Validation.getFormula1()
    return {
        "tabs": list(doc.getSheets().getElementNames()),
        "formats": [form(date, 1), form(hours, 1)],
        "dropdowns": [valid(kind), valid(column("Hours", "Program"))],
        "comments": sorted(a.getString() for a in t.getAnnotations()),
        "charts": t.Charts.getCount(),
        "rules": sum(f.getCount() for f in t.ConditionalFormats.getConditionalFormats()),
        "names": sorted(doc.NamedRanges.getElementNames()),
        "bold": [t.getCellByPosition(column("Hours", "What we did"), n).CharWeight for n in range(1, rows("Hours"))].count(150.0),
        "hidden": [i for i in range(column("Hours", "ID") + 1) if not t.getColumns().getByIndex(i).IsVisible],
        "formula": t.getCellByPosition(25, 1).getFormula(),
    }

def sync(step):
    # Syncs, and says what the sync said, what is stored, and whether the file
    # is another one now. Both files are kept to be compared.
    global count, minute
    minute += 2
    count += 1
    held = bool(glob.glob(os.path.join(os.path.dirname(book), ".~lock.*")))
    before, after = os.path.join(keep, "%02d-before.xlsx" % count), os.path.join(keep, "%02d-after.xlsx" % count)
    shutil.copyfile(book, before)
    done = command("sync", "--json")
    shutil.copyfile(book, after)
    said = {"step": step, "n": count, "open": held, "code": done["code"], "err": done["err"]}
    said["sync"] = json.loads(done["out"]) if done["code"] == 0 else None
    said["export"] = [json.loads(l) for l in command("export")["out"].splitlines()]
    said["again"] = command("sync")["out"]
    if doc is None:
        opened()
        said["hours"], said["looks"] = sheet("Hours"), looks()
        closed()
    else:
        said["hours"], said["looks"] = sheet("Hours"), looks()
    print(json.dumps(said))

# The workbook is ours, new; she fills it, and makes it hers.
opened()
line("Partners", 2, Partner="Lakeside YMCA", Kind="Nonprofit")
line("Partners", 3, Partner="Garden Club")
for i, (who, of) in enumerate([("Ana Ruiz", "Lakeside YMCA"), ("Ben Coles", "Lakeside YMCA"), ("Cora Lind", "Garden Club"), ("Dev Patel", "")]):
    line("Volunteers", i + 2, Volunteer=who, Partner=of, Email=who.split()[0].lower() + "@example.org")
line("Programs", 2, Program="Tutoring", Kind="Tutoring")
people = ["Ana Ruiz", "Ben Coles", "Cora Lind", "Dev Patel"]
for i in range(12):
    line("Hours", i + 2, Date="2026-10-%02d" % (5 + i), Program="Tutoring" if i % 3 else "", Volunteer=people[i % 4],
         Hours=["1.5", "2", "1:15", "0.75", "3", "2.5"][i % 6], Students=str(5 + (7 * i) % 12), What_we_did="Session %d" % (i + 1))
hours = tab("Hours")
at = doc.getSheets().getElementNames().index("Hours")
hours.getAnnotations().insertNew(CellAddress(at, 1, 2), "ask for the book list")
students = column("Hours", "Students")
hours.Charts.addNewByName("by session", Rectangle(30000, 500, 8000, 6000), (CellRangeAddress(at, students, 0, students, 12),), True, False)
doc.NamedRanges.addNewByName("sessions", "$Hours.$A$2:$A$13", CellAddress(at, 0, 0), 0)
hours.getCellByPosition(column("Hours", "What we did"), 3).CharWeight = 150.0
hours.getCellByPosition(25, 0).setString("My total")
hours.getCellByPosition(25, 1).setFormula("=SUM(D2:D200)")
store(doc)
sync("first, open")
closed()
opened()
print(json.dumps({"step": "before we wrote", "looks": looks()}))
closed()
sync("first, closed")

opened()
sort("Hours", whole("Hours"), column("Hours", "Students"), False)
store(doc)
sync("sorted, open")
closed()
sync("sorted, closed")

opened()
for row, who in ((5, "Cora Lind"), (9, "Dev Patel")):
    select("Hours", tab("Hours").getCellByPosition(0, row - 1))
    act(".uno:InsertRowsBefore")
    line("Hours", row, Date="2026-11-%02d" % row, Volunteer=who, Hours="1", What_we_did="Inserted %d" % row)
store(doc)
sync("two inserted, open")
closed()
sync("two inserted, closed")

opened()
lost = tab("Hours").getCellByPosition(column("Hours", "What we did"), 6).getString()
select("Hours", tab("Hours").getCellByPosition(0, 6))
act(".uno:DeleteRows")
store(doc)
sync("one deleted: " + lost)
undo()
store(doc)
sync("undone, open")
closed()
minute += 20
sync("undone, closed")

opened()
last = rows("Hours")
from_row = tab("Hours").getCellRangeByPosition(0, 2, column("Hours", "ID"), 2).getRangeAddress()
tab("Hours").copyRange(CellAddress(at, 0, last), from_row)
store(doc)
closed()
sync("a row copied: 3 to %d" % (last + 1))

opened()
enter("Hours", 4, "Date", "Sept 5th-ish")
enter("Hours", 6, "Volunteer", "Ana Ruis")
store(doc)
sync("mistyped, open")
closed()
sync("mistyped, closed")

opened()
enter("Hours", 1, "Students", "Kids who came")
store(doc)
closed()
sync("a column renamed")

opened()
sort_alone("Hours", "Volunteer")
store(doc)
sync("one column sorted, open")
undo()
store(doc)
sync("sort undone, open")
closed()
sync("sort undone, closed")

opened()
enter("Hours", 4, "Date", "2026-10-16")
enter("Hours", 6, "Volunteer", "Ana Ruiz")
enter("Hours", 1, "Kids who came", "Students")
store(doc)
closed()
sync("all put right")

opened()
for ending, kind in (("xls", "MS Excel 97"), ("ods", "calc8")):
    doc.storeToURL(uno.systemPathToFileUrl(os.path.join(keep, "other." + ending)), (prop("FilterName", kind),))
closed()
