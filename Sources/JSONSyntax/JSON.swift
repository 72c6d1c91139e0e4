/// A value of JSON (RFC 8259). Objects keep the order of their names.
public enum JSON: Equatable, Sendable {
  case null
  case bool(Bool)
  /// A number without fraction and exponent that an Int holds.
  case integer(Int)
  /// Any other number; always finite.
  case number(Double)
  case string(String)
  case array([JSON])
  case object([Member])

  /// A name in an object, and what stands under it.
  public struct Member: Equatable, Sendable {
    public let name: String
    public let value: JSON
    public init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }

  /// Reads a text that is one value, strictly: no comments, no comma before a closing bracket, no name twice in an object, no
  /// halves of surrogate pairs, UTF-8 throughout.
  /// - Throws: what is wrong, and at which byte.
  public init(_ text: [UInt8]) throws(JSONError) {
    var reader = JSONReader(text)
    self = try reader.document()
  }

  /// Levels of arrays and objects that are read; a text with more is refused, since each level takes room on the stack.
  public static let deepest = 100
}

/// Where a text is not JSON.
public struct JSONError: Error, Equatable, Sendable {
  /// What was expected, and what came.
  public let message: String
  /// Bytes before the place.
  public let offset: Int
}
