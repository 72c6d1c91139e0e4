import Catalogue
import Tensor
import Training

/// A product of two matrices so large that it is made block by block, so that an interrupt is noticed between them.
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

  /// Multiplications in a block: some hundredths of a second.
  private static let band = 1 << 26
  /// Elements of B for a block: few beside its multiplications, as they are brought into order for each.
  private static let panel = 1 << 22

  func made(in context: any Context) throws(Failure) -> Term {
    let (m, k, n) = (a.shape[0], a.shape[1], b.shape[1])
    _ = try attempt { () throws(TensorError) in try Tensor.checkedCount([m, n], for: "@") }
    let width = max(8, Self.panel / max(1, k))
    let height = max(8, Self.band / max(1, k * min(width, n)))
    var columns: [Term] = []
    for left in stride(from: 0, to: n, by: width) {
      let part = Self.block(of: b, rows: 0..<k, columns: left..<min(n, left + width))
      var bands: [Term] = []
      for top in stride(from: 0, to: m, by: height) {
        try context.checkpoint()
        let rows = Self.block(of: a, rows: top..<min(m, top + height), columns: 0..<k)
        bands.append(try attempt { () throws(TensorError) in try Term.product(.tensor(rows), .tensor(part)) })
      }
      columns.append(try Self.joined(bands, axis: 0))
    }
    return try Self.joined(columns, axis: 1)
  }

  private static func joined(_ parts: [Term], axis: Int) throws(Failure) -> Term {
    parts.count == 1 ? parts[0] : try attempt { () throws(TensorError) in try Term.joined(parts, axis: axis, stacking: false) }
  }

  private static func block(of x: Tensor, rows: Range<Int>, columns: Range<Int>) -> Tensor {
    let length = x.shape[1], shape = [rows.count, columns.count]
    func taken<T>(_ elements: [T]) -> [T] {
      rows.flatMap { elements[$0 * length + columns.lowerBound..<$0 * length + columns.upperBound] }
    }
    return switch x.storage {
    case .float64(let elements): Tensor(taken(elements), shape: shape)
    case .float32(let elements): Tensor(taken(elements), shape: shape)
    }
  }
}
