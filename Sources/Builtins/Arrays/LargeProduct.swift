import Catalogue
import Tensor
import Training

/// A product of two matrices so large that it is made in bands of rows, so that an interrupt is noticed between them.
struct LargeProduct {
  private let a: Tensor
  private let b: Tensor

  /// - Returns: nil where the operands are no tensors of two axes, do not fit, or are soon multiplied.
  init?(_ a: Term, _ b: Term) {
    guard case .tensor(let a) = a, case .tensor(let b) = b, a.rank == 2, b.rank == 2, a.shape[1] == b.shape[0] else { return nil }
    guard a.count.multipliedReportingOverflow(by: b.shape[1]).overflow || a.count * b.shape[1] > Self.band else { return nil }
    let isNarrow = a.isFloat32 && b.isFloat32
    self.a = isNarrow ? a : a.float64
    self.b = isNarrow ? b : b.float64
  }

  /// Multiplications in a band: some hundredths of a second.
  private static let band = 1 << 26

  func made(in context: any Context) throws(Failure) -> Term {
    let (m, k, n) = (a.shape[0], a.shape[1], b.shape[1])
    let result = [m, n]
    _ = try attempt { () throws(TensorError) in try Tensor.checkedCount(result, for: "@") }
    let height = max(4, Self.band / max(1, k * n))
    var bands: [Tensor] = []
    for start in stride(from: 0, to: m, by: height) {
      try context.checkpoint()
      let band = rows(start..<min(m, start + height))
      let made = try attempt { () throws(TensorError) in try Term.product(.tensor(band), .tensor(b)) }
      if case .tensor(let tensor) = made { bands.append(tensor) }
    }
    return .tensor(a.isFloat32 ? Tensor(bands.flatMap(\.floats), shape: result) : Tensor(bands.flatMap(\.doubles), shape: result))
  }

  private func rows(_ range: Range<Int>) -> Tensor {
    let k = a.shape[1]
    let elements = range.lowerBound * k..<range.upperBound * k
    return switch a.storage {
    case .float64(let x): Tensor(Array(x[elements]), shape: [range.count, k])
    case .float32(let x): Tensor(Array(x[elements]), shape: [range.count, k])
    }
  }
}
