import Catalogue

extension Value {
  /// Reads `x[…]`.
  func at(_ indices: [Index], in context: any Context) throws(Failure) -> Value {
    switch self {
    case .list(let items):
      switch try Selection(indices, count: items.count, of: "list") {
      case .one(let i): return items[i]
      case .many(let places): return .list(places.map { items[$0] })
      }
    case .string(let string):
      let characters = Array(string)
      switch try Selection(indices, count: characters.count, of: "string") {
      case .one(let i): return .string(String(characters[i]))
      case .many(let places): return .string(String(places.map { characters[$0] }))
      }
    case .range(let range):
      switch try Selection(indices, count: range.count, of: "range") {
      case .one(let i): return .number(range[i])
      case .many(let places): return .list(places.map { .number(range[$0]) })
      }
    case .record(let record): return record[try Self.key(indices)] ?? .nothing
    case .object(let object): return try object.at(indices, in: context)
    case .nothing, .bool, .number, .function:
      throw Failure("\(context.describe(self)) has no elements", hint: callHint)
    }
  }

  private var callHint: String? { if case .function = self { "a function is called with ( )" } else { nil } }

  /// The field that `r["name"]` means.
  static func key(_ indices: [Index]) throws(Failure) -> String {
    guard indices.count == 1, case .value(.string(let name)) = indices[0] else {
      throw Failure("a record's index is a name: r[\"a\"]", hint: "keys(r) lists its names")
    }
    return name
  }
}
