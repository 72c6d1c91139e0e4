import Catalogue

/// Indices of lists and strings.
enum Subscript {
  /// The place of element `index` among `count`; a negative one counts from the end.
  static func position(_ index: Double, count: Int, of what: String) throws(Failure) -> Int {
    guard let whole = Int(exactly: index) else { throw Failure("an index is a whole number, not \(numberText(index))") }
    let place = whole < 0 ? whole + count : whole
    guard place >= 0, place < count else {
      throw Failure("index \(whole) is out of range: the \(what) has \(elements(count))", hint: hint(whole, count))
    }
    return place
  }

  private static func elements(_ count: Int) -> String { count == 0 ? "no elements" : count == 1 ? "1 element" : "\(count) elements" }

  private static func hint(_ index: Int, _ count: Int) -> String? {
    count > 0 && index == count ? "the first is 0, the last \(count - 1), or -1" : nil
  }

  /// The places that a range stands for; ends may be negative or open.
  static func range(from: Int?, to: Int?, closed: Bool, count: Int, of what: String) throws(Failure) -> Range<Int> {
    let low = from.map { $0 < 0 ? $0 + count : $0 } ?? 0
    let last = to.map { $0 < 0 ? $0 + count : $0 }
    let high = last.map { closed ? $0 + 1 : $0 } ?? count
    guard low >= 0, high <= count, low <= max(high, low) else {
      let text = "\(from.map(String.init) ?? "")\(closed ? "..." : "..<")\(to.map(String.init) ?? "")"
      throw Failure("the range \(text) is out of range: the \(what) has \(elements(count))")
    }
    return low..<max(low, high)
  }

  /// What `x[…]` of a list asks for.
  enum Selection {
    case one(Int)
    case many([Int])
  }

  static func select(_ indices: [Index], count: Int, of what: String) throws(Failure) -> Selection {
    guard indices.count == 1 else { throw Failure("a \(what) has one index, not \(indices.count)", hint: "x[i][j] for a list in a list") }
    switch indices[0] {
    case .all: return .many(Array(0..<count))
    case .range(let from, let to, let closed):
      return .many(Array(try range(from: from, to: to, closed: closed, count: count, of: what)))
    case .value(.number(let x)): return .one(try position(x, count: count, of: what))
    case .value(.list(let items)):
      var places: [Int] = []
      for item in items {
        guard case .number(let x) = item else { throw Failure("an index is a whole number, not a \(item.typeName)") }
        places.append(try position(x, count: count, of: what))
      }
      return .many(places)
    case .value(.object(let object)):
      guard let items = try object.elements() else { throw Failure("\(object.summary) is no index of a \(what)") }
      return try select([.value(.list(items))], count: count, of: what)
    case .value(let other): throw Failure("an index is a whole number, a range or a list of numbers, not a \(other.typeName)")
    }
  }
}

extension Value {
  /// Reads `x[…]`.
  func at(_ indices: [Index], in context: any Context) throws(Failure) -> Value {
    switch self {
    case .list(let items):
      switch try Subscript.select(indices, count: items.count, of: "list") {
      case .one(let i): return items[i]
      case .many(let places): return .list(places.map { items[$0] })
      }
    case .string(let string):
      let characters = Array(string)
      switch try Subscript.select(indices, count: characters.count, of: "string") {
      case .one(let i): return .string(String(characters[i]))
      case .many(let places): return .string(String(places.map { characters[$0] }))
      }
    case .range(let range):
      switch try Subscript.select(indices, count: range.count, of: "range") {
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
