import Catalogue
import Language
import Syntax

/// The entries that succeeded, in order, as a script that runs to the same values.
struct Journal {
  private struct Piece {
    let number: Int
    var text: String
  }
  private var pieces: [Piece] = []
  /// Entries whose value others use as `Out[n]`.
  private var used: Set<Int> = []

  var isEmpty: Bool { pieces.isEmpty }

  /// - Parameters:
  ///   - number: of the submission that it came with.
  ///   - recall: what `In` and `Out` hold.
  ///   - folder: where imports of the text are looked for; nil for the current folder.
  mutating func add(
    _ text: String, number: Int, recall: (inputs: NumberedEntries, outputs: NumberedEntries), folder: String?
  ) {
    let text = rewritten(text, recall, folder)
    pieces.append(Piece(number: number, text: text))
  }

  /// The script.
  /// - Parameters:
  ///   - seed: where the session's random numbers start; nil for the default.
  ///   - folder: where the script will lie, as a whole path: imports from there are written short; nil for somewhere.
  func script(seed: UInt64?, folder: String? = nil) -> String {
    var lines = [Self.header]
    if let seed { lines.append("seed(\(Int64(bitPattern: seed)))") }
    for (i, piece) in pieces.enumerated() {
      lines.append(piece.text)
      let isLast = i + 1 == pieces.count || pieces[i + 1].number != piece.number
      if isLast, used.contains(piece.number) { lines.append("let \(Self.name(piece.number)) = ans") }
    }
    let script = lines.joined(separator: "\n") + "\n"
    return folder.map { script.replacing("import \"\($0)/", with: "import \"") } ?? script
  }

  /// The first line of every such script.
  static let header = "// A session of Tegum: run it for the same values."

  private static func name(_ number: Int) -> String { "Out_\(number)" }

  /// Bytes of the string, quotes included, that lexemes begin with; nil where they don't.
  private static func string(from lexemes: ArraySlice<Lexeme>) -> Range<Int>? {
    let parts = lexemes.prefix { $0.kind == .string }
    guard let first = parts.first, let last = parts.last else { return nil }
    return first.range.lowerBound..<last.range.upperBound
  }

  /// The text with names and strings in place of `Out[3]` and `In[3]`, which a script does not have, and with whole paths of imports,
  /// since the script may lie elsewhere.
  private mutating func rewritten(
    _ text: String, _ recall: (inputs: NumberedEntries, outputs: NumberedEntries), _ folder: String?
  ) -> String {
    let bytes = Array(text.utf8)
    let lexemes = Lexeme.all(of: bytes)
    func word(_ i: Int) -> String { i < lexemes.count ? String(decoding: bytes[lexemes[i].range], as: UTF8.self) : "" }
    var result: [UInt8] = []
    var at = 0
    for i in lexemes.indices where lexemes[i].kind == .name {
      if word(i) == "import", let string = Self.string(from: lexemes[(i + 1)...]) {
        let path = String(decoding: bytes[string].dropFirst().dropLast(), as: UTF8.self)
        guard !path.contains("\\"), let whole = WholePath.of(path, from: folder) else { continue }
        result += bytes[at..<string.lowerBound] + quotedText(whole).utf8
        at = string.upperBound
      }
      guard ["In", "Out"].contains(word(i)), word(i + 1) == "[" else { continue }
      let isNegative = word(i + 2) == "-"
      let end = i + (isNegative ? 4 : 3)
      guard word(end) == "]", let size = Int(word(end - 1)), i == 0 || word(i - 1) != "." else { continue }
      let source = word(i) == "In" ? recall.inputs : recall.outputs
      guard let number = source.number(isNegative ? -size : size) else { continue }
      result += bytes[at..<lexemes[i].range.lowerBound]
      if word(i) == "Out" {
        used.insert(number)
        result += Self.name(number).utf8
      } else if case .string(let input)? = source.items[number] {
        result += quotedText(input).utf8
      }
      at = lexemes[end].range.upperBound
    }
    return String(decoding: result + bytes[at...], as: UTF8.self)
  }
}
