import OrderedCollections
import Syntax

/// A value of the language.
public enum Value {
  case nothing
  case bool(Bool)
  case number(Double)
  case string(String)
  indirect case range(NumberRange)
  case list([Value])
  indirect case record(Record)
  case function(Function)
  /// A value that the host brings: tensors, models, figures.
  case object(any Object)
}

/// `lower..<upper`, `lower...upper`, `stride(lower, upper, by: step)`.
public struct NumberRange: Hashable, Sendable {
  public var lower: Double
  public var upper: Double
  public var step: Double
  /// Whether `upper` belongs to it.
  public var closed: Bool

  public init(lower: Double, upper: Double, step: Double = 1, closed: Bool) {
    self.lower = lower
    self.upper = upper
    self.step = step
    self.closed = closed
  }

  /// Number of its members; 0 where it is empty.
  public var count: Int {
    let span = (upper - lower) / step
    guard span.isFinite, span >= 0 else { return 0 }
    let whole = span.rounded(.down)
    let members = whole + (closed || whole != span ? 1 : 0)
    return members < 9e15 ? Int(members) : Int.max
  }

  public subscript(_ i: Int) -> Double { lower + Double(i) * step }
}

/// Named values in the order in which they were given.
public struct Record {
  public var fields: OrderedDictionary<String, Value>
  public init(_ fields: OrderedDictionary<String, Value> = [:]) { self.fields = fields }
  public subscript(_ name: String) -> Value? {
    get { fields[name] }
    set { fields[name] = newValue }
  }
}

extension Value {
  /// The type's name as `type(x)` tells it and messages use it.
  public var typeName: String {
    switch self {
    case .nothing: "nil"
    case .bool: "Bool"
    case .number: "Number"
    case .string: "String"
    case .range: "Range"
    case .list: "List"
    case .record: "Record"
    case .function: "Function"
    case .object(let object): object.typeName
    }
  }
}
