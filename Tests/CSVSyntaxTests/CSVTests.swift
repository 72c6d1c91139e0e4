import CSVSyntax
import Testing

@Suite("Tables as text with commas")
struct CSVTests {
  private func read(_ text: String) throws -> CSV { try CSV(Array(text.utf8)) }

  @Test("Cells are what stands between the commas, quoted or not")
  func cells() throws {
    let table = try read("\u{FEFF}a,\"b \"\"c\"\"\"\r\n1,\"x,\r\ny\"\n,\"\"\n")
    #expect(table.names == ["a", "b \"c\""])
    #expect(table.rows == [[.init("1"), .init("x,\r\ny", isQuoted: true)], [.init(""), .init("", isQuoted: true)]])
  }

  @Test("The last line needs no end; a table may have no rows")
  func ends() throws {
    #expect(try read("a\n1").rows == [[.init("1")]])
    #expect(try read("a").rows.isEmpty)
    #expect(try read("a\n\n").rows == [[.init("")]])
  }

  @Test(
    "What is wrong is said with its line",
    arguments: [
      ("", 1, "no line"), ("a,\n", 1, "column 2 has no name"), ("a,b,a\n", 1, "the name a"), ("a,b\n1,2\n3\n", 3, "1 of 2"),
      ("a\n1,2\n", 2, "more than 1"), ("a\n\"x\n\ny", 2, "not closed"), ("a\nx\"y\"\n", 2, "inside a cell"), ("a\n\"x\"y\n", 2, "behind"),
      ("a\r1\n", 1, "carriage return"), ("a,b\n\n", 2, "1 of 2"),
    ])
  func wrong(text: String, line: Int, part: String) {
    let error = #expect(throws: CSVError.self) { try read(text) }
    #expect(error?.line == line && error?.message.contains(part) == true, "\(String(describing: error))")
  }

  @Test("Bytes that are no UTF-8 are refused")
  func encoding() { #expect(throws: CSVError.self) { try CSV(Array("a\n".utf8) + [0xFF]) } }

  @Test("What is written is read as it was", arguments: ["", "plain", " x ", "a,b", "say \"so\"", "two\nlines", "\r", "θ"])
  func roundTrip(text: String) throws {
    for isQuoted in [true, false] {
      let table = try read(CSV.line([.init("n"), .init("m")]) + CSV.line([.init(text, isQuoted: isQuoted), .init("1")]))
      #expect(table.rows.map { $0.map(\.text) } == [[text, "1"]])
    }
  }
}
