/// What `x[…]` asks for of something with elements in one row: a list, a string, a table.
public enum Selection {
  case one(Int)
  case many([Int])

  /// The place of element `index` among `count`; a negative one counts from the end.
  public static func position(_ index: Double, count: Int, of what: String) throws(Failure) -> Int {
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
  public static func range(from: Int?, to: Int?, closed: Bool, count: Int, of what: String) throws(Failure) -> Range<Int> {
    let low = from.map { $0 < 0 ? $0 + count : $0 } ?? 0
    let last = to.map { $0 < 0 ? $0 + count : $0 }
    let high = last.map { closed ? $0 + 1 : $0 } ?? count
    guard low >= 0, high <= count, low <= max(high, low) else {
      let text = "\(from.map(String.init) ?? "")\(closed ? "..." : "..<")\(to.map(String.init) ?? "")"
      throw Failure("the range \(text) is out of range: the \(what) has \(elements(count))")
    }
    return low..<max(low, high)
  }

  /// - what: what messages call the thing: "list".
  public init(_ indices: [Index], count: Int, of what: String) throws(Failure) {
    guard indices.count == 1 else { throw Failure("a \(what) has one index, not \(indices.count)", hint: "x[i][j] for a list in a list") }
    if case .value(let value) = indices[0], let mask = value.mask {
      guard mask.count == count else { throw Failure("the mask has \(Self.elements(mask.count)), the \(what) \(Self.elements(count))") }
      self = .many(mask.indices.filter { mask[$0] })
      return
    }
    switch indices[0] {
    case .all: self = .many(Array(0..<count))
    case .range(let from, let to, let closed):
      self = .many(Array(try Self.range(from: from, to: to, closed: closed, count: count, of: what)))
    case .value(.number(let x)): self = .one(try Self.position(x, count: count, of: what))
    case .value(.list(let items)):
      var places: [Int] = []
      for item in items {
        guard case .number(let x) = item else { throw Failure("an index is a whole number, not a \(item.typeName)") }
        places.append(try Self.position(x, count: count, of: what))
      }
      self = .many(places)
    case .value(.object(let object)):
      guard let items = try object.elements() else { throw Failure("\(object.summary) is no index of a \(what)") }
      self = try Selection([.value(.list(items))], count: count, of: what)
    case .value(let other): throw Failure("an index is a whole number, a range or a list of numbers, not a \(other.typeName)")
    }
  }
}

extension Value {
  /// For each element whether an index by this value chooses it: the answer of a comparison, or a list of Bools; nil for all others.
  public var mask: [Bool]? {
    switch self {
    case .list(let items) where !items.isEmpty: [Bool](self)
    case .object(let object): object.mask
    case .nothing, .bool, .number, .string, .range, .list, .record, .function: nil
    }
  }
}
