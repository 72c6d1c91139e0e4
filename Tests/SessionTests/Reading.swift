import Catalogue
import LargeStack
import Session
import Testing

extension Session {
  /// All numbers in the value of a text's last expression, in order: the elements of tensors and lists, the fields of records.
  func numbers(_ text: String) throws -> [Double] {
    guard case .completed(let value) = type(text) else { throw Failure("this did not run: \(text.prefix(200))") }
    var numbers: [Double] = []
    try Reading.collect(value ?? .nothing, &numbers)
    return numbers
  }
}

enum Reading {
  fileprivate static func collect(_ value: Value, _ numbers: inout [Double]) throws(Failure) {
    switch value {
    case .number(let number): numbers.append(number)
    case .bool(let truth): numbers.append(truth ? 1 : 0)
    case .list(let items): for item in items { try collect(item, &numbers) }
    case .record(let record): for field in record.fields.values { try collect(field, &numbers) }
    case .object(let object):
      guard let items = try object.elements() else { throw Failure("\(object.summary) is not made of numbers") }
      for item in items { try collect(item, &numbers) }
    default: throw Failure("a \(value.typeName) is not made of numbers")
    }
  }

  /// The largest difference of two lists, as a part of the second's largest element.
  static func difference(_ a: [Double], _ b: [Double]) -> Double {
    guard a.count == b.count, let size = b.map(abs).max(), size > 0 else { return .infinity }
    let largest = zip(a, b).map { abs($0 - $1) / size }.reduce(0) { $1.isNaN ? .infinity : max($0, $1) }
    return largest
  }
}

/// What a new session makes of a text: all numbers in the value of its last expression.
func numbers(of text: String, threads: Int = 1, seed: UInt64? = nil) throws -> [Double] {
  try onLargeStack {
    let desk = Desk()
    let session = desk.session {
      $0.threads = threads
      $0.seed = seed
    }
    do {
      return try session.numbers(text)
    } catch {
      throw Failure("\(error) \(desk.notes.joined(separator: "\n"))")
    }
  }
}
