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
  mutating func add(_ text: String, number: Int, recall: (inputs: NumberedEntries, outputs: NumberedEntries)) {
    let text = rewritten(text, recall)
    pieces.append(Piece(number: number, text: text))
  }

  /// The script.
  /// - Parameter seed: where the session's random numbers start; nil for the default.
  func script(seed: UInt64?) -> String {
    var lines = [Self.header]
    if let seed { lines.append("seed(\(Int64(bitPattern: seed)))") }
    for (i, piece) in pieces.enumerated() {
      lines.append(piece.text)
      let isLast = i + 1 == pieces.count || pieces[i + 1].number != piece.number
      if isLast, used.contains(piece.number) { lines.append("let \(Self.name(piece.number)) = ans") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The first line of every such script.
  static let header = "// A session of Tegum: run it for the same values."

  private static func name(_ number: Int) -> String { "Out_\(number)" }

  /// The text with names and strings in place of `Out[3]` and `In[3]`, which a script does not have.
  private mutating func rewritten(_ text: String, _ recall: (inputs: NumberedEntries, outputs: NumberedEntries)) -> String {
    let bytes = Array(text.utf8)
    let lexemes = Lexeme.all(of: bytes)
    func word(_ i: Int) -> String { i < lexemes.count ? String(decoding: bytes[lexemes[i].range], as: UTF8.self) : "" }
    var result: [UInt8] = []
    var at = 0
    for i in lexemes.indices where lexemes[i].kind == .name && ["In", "Out"].contains(word(i)) && word(i + 1) == "[" {
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
