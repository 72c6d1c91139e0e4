"""Tables as CSV and values as JSON, to and from Python's own modules; damaged files."""

import csv
import json
import random

ROWS = [["name", "x", "note"], ["a,b", "0.1", ""], ['say "so"', "-5e-324", "two\nlines"], ["θ", "1e+300", " 3"]]


def test_python_reads_a_table_that_was_written(tegum, tmp_path):
    program = r'save([(name: "a,b", x: 0.1, note: nil), (name: "say \"so\"\n", x: -5e-324, note: "07")], "t.csv")'
    assert tegum("-e", program).status == 0
    with open(tmp_path / "t.csv", newline="", encoding="utf-8") as file:
        assert list(csv.reader(file)) == [["name", "x", "note"], ["a,b", "0.1", ""], ['say "so"\n', "-5e-324", "07"]]


def test_a_table_of_python_is_read(tegum, tmp_path):
    for quoting, name in [(csv.QUOTE_MINIMAL, "a.csv"), (csv.QUOTE_NONNUMERIC, "b.csv")]:
        with open(tmp_path / name, "w", newline="", encoding="utf-8") as file:
            csv.writer(file, quoting=quoting).writerows([ROWS[0]] + [[row[0], float(row[1]), row[2]] for row in ROWS[1:]])
    done = tegum("-e", 'let a = load("a.csv"), b = load("b.csv"); print(a.x == b.x, a.x[1] == -5e-324, a.name == b.name, b.note[0] == "", a.note[1] == "two\\nlines")')
    assert done.output == "true true true true true\n", done


def test_json_goes_both_ways(tegum, tmp_path):
    value = {"n": 90, "list": [1, [2.5, None], True], "θ": "a\u2028\n\"", "deep": {"": {}}}
    (tmp_path / "v.json").write_text(json.dumps(value), encoding="utf-8")
    done = tegum("-e", 'save(load("v.json"), "w.json")')
    assert done.status == 0, done
    assert json.loads((tmp_path / "w.json").read_text(encoding="utf-8")) == value


def test_damaged_files_give_an_error_or_a_value(tegum, tmp_path):
    """Random changes to good files: nothing crashes, and what is refused is refused by name."""
    numbers = random.Random(7)
    table = "\r\n".join(",".join(f'"{cell}"' if numbers.random() < 0.5 else cell for cell in ["n", "x y", "z"]) for _ in range(1))
    table += "\r\n" + "".join(f'{i},"a ""{i}"" b",{i / 7}\r\n' for i in range(12))
    value = json.dumps({"a": [1, 2.5, -3e10, "θ\n"], "b": {"c": None, "d": [True, False, {}]}})
    seeds = [("csv", table.encode()), ("json", value.encode())]
    count = 2000
    for i in range(count):
        ending, good = seeds[i % 2]
        bad = bytearray(good)
        for _ in range(numbers.randint(1, 4)):
            place = numbers.randrange(len(bad))
            match numbers.randrange(4):
                case 0: bad[place] = numbers.randrange(256)
                case 1: del bad[place:place + numbers.randint(1, 9)]
                case 2: bad[place:place] = numbers.choice([b'"', b",", b"\r", b"[", b"{", b"\xff", b"\\u12", b"9" * 400])
                case 3: del bad[place:]
            if not bad:
                break
        (tmp_path / f"{i}.{ending}").write_bytes(bytes(bad))
    program = """
    var refused = 0
    for i in 0..<COUNT {
      let name = if i % 2 == 0 { "\\(i).csv" } else { "\\(i).json" }
      try { load(name) } catch e {
        refused += 1
        assert(split(e.message, name).count == 2, "the message names the file: \\(e.message)")
      }
    }
    print(refused > COUNT / 4, refused < COUNT)
    """.replace("COUNT", str(count))
    done = tegum("-e", program)
    assert (done.status, done.output) == (0, "true true\n"), done


def test_a_deep_or_long_file_is_refused(tegum, tmp_path):
    (tmp_path / "deep.json").write_text("[" * 100_000)
    done = tegum("-e", 'load("deep.json")')
    assert done.status == 1 and "nested more than 100 deep" in done.errors
    with open(tmp_path / "long.csv", "wb") as file:
        file.truncate(1 << 40)
    done = tegum("-e", 'load("long.csv")')
    assert done.status == 1 and "bytes, and a file of text at most" in done.errors
