/// A dense array of numbers, row-major. A value: copies are made on write.
public struct Tensor: Sendable {
  public enum Storage: Sendable {
    case float64([Double])
    case float32([Float])
  }

  /// Lengths of the axes; `[]` is a single number.
  public let shape: [Int]
  public internal(set) var storage: Storage

  /// - Precondition: `elements.count` is the product of `shape`.
  public init(_ elements: [Double], shape: [Int]) {
    self.shape = shape
    self.storage = .float64(elements)
  }
  public init(_ elements: [Float], shape: [Int]) {
    self.shape = shape
    self.storage = .float32(elements)
  }
  public init(_ x: Double) { self.init([x], shape: []) }
}

extension Tensor {
  public var count: Int {
    switch storage {
    case .float64(let x): x.count
    case .float32(let x): x.count
    }
  }
  public var rank: Int { shape.count }
  public var isFloat32: Bool { if case .float32 = storage { true } else { false } }

  /// The elements, in row-major order, as Doubles.
  public var doubles: [Double] {
    switch storage {
    case .float64(let x): x
    case .float32(let x): x.map(Double.init)
    }
  }
  /// The elements, in row-major order, rounded to Float.
  public var floats: [Float] {
    switch storage {
    case .float64(let x): x.map { Float($0) }
    case .float32(let x): x
    }
  }
  public var float32: Tensor { Tensor(floats, shape: shape) }
  public var float64: Tensor { Tensor(doubles, shape: shape) }

  /// The same elements in another shape of as many.
  public func reshaped(_ shape: [Int]) -> Tensor {
    switch storage {
    case .float64(let x): Tensor(x, shape: shape)
    case .float32(let x): Tensor(x, shape: shape)
    }
  }
}

/// What is wrong with the operands of an operation, in the user's words.
public struct TensorError: Error, Sendable {
  public var message: String
  /// Where two shapes do not fit: what they are, and why.
  public var mismatch: (left: [Int], right: [Int], reason: String)?

  public init(_ message: String) { self.message = message }

  /// `[3×90] and [100]: 90 and 100 differ`
  public init(mismatch left: [Int], _ right: [Int], _ reason: String) {
    message = "\(shapeText(left)) and \(shapeText(right)): \(reason)"
    mismatch = (left, right, reason)
  }
}
