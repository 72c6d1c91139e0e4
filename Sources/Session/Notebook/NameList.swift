import Catalogue
import Language

/// `who`: the user's names with type, shape and bytes.
final class NameList: Object {
  private unowned let interpreter: Interpreter
  let typeName = "Names"

  init(_ interpreter: Interpreter) { self.interpreter = interpreter }

  /// `who()` is `who`.
  func call(_ arguments: [Argument], in context: any Context) throws(Failure) -> Value {
    guard arguments.isEmpty else { throw Failure("who takes no arguments") }
    return .object(self)
  }

  func text(full: Bool) -> String {
    let rows = interpreter.userNames.filter { !$0.value.isNotebooks }.map { info in
      let extent = info.value.extent
      return [info.name, info.value.typeName, extent.shape, Self.size(extent.bytes)]
    }
    guard !rows.isEmpty else { return "no names yet" }
    let all = [["name", "type", "shape", "bytes"]] + rows
    let widths = (0..<4).map { i in all.map { $0[i].count }.max() ?? 0 }
    return all.map { row in
      let cells = row.enumerated().map { i, cell in
        let blanks = String(repeating: " ", count: widths[i] - cell.count)
        return i == 3 ? blanks + cell : cell + blanks
      }
      return cells.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  /// `712`, `1.5 K`, `23 M`.
  private static func size(_ bytes: Int) -> String {
    var size = Double(bytes)
    for unit in ["", " K", " M", " G"] {
      if size < 1000 || unit == " G" { return numberText((size * 10).rounded() / 10) + unit }
      size /= 1024
    }
    return ""
  }
}

extension Value {
  /// Whether it is `In`, `Out` or `who`.
  var isNotebooks: Bool {
    if case .object(let object) = self { object is NumberedEntries || object is NameList } else { false }
  }
}
