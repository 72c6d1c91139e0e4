import Glibc

/// Debian's OpenBLAS on one core, to set beside our products; nil where libopenblas64-0-pthread is not installed. Nothing but the measurements uses it.
struct OpenBLAS {
  /// C of so many rows and columns = A B, rows one after the other.
  private typealias Multiply =
    @convention(c) (
      _ order: Int32, _ transposeA: Int32, _ transposeB: Int32, _ rows: Int, _ columns: Int, _ inner: Int, _ alpha: Float,
      _ a: UnsafePointer<Float>, _ strideA: Int, _ b: UnsafePointer<Float>, _ strideB: Int, _ beta: Float, _ c: UnsafeMutablePointer<Float>,
      _ strideC: Int
    ) -> Void

  private let multiply: Multiply
  /// Its version and the processor that it took this one for.
  let configuration: String

  static let shared = OpenBLAS()

  private init?() {
    guard let library = dlopen("libopenblas64.so.0", RTLD_NOW), let multiply = dlsym(library, "cblas_sgemm"),
      let configuration = dlsym(library, "openblas_get_config"), let setThreads = dlsym(library, "openblas_set_num_threads")
    else { return nil }
    unsafeBitCast(setThreads, to: (@convention(c) (Int32) -> Void).self)(1)
    self.multiply = unsafeBitCast(multiply, to: Multiply.self)
    self.configuration = String(cString: unsafeBitCast(configuration, to: (@convention(c) () -> UnsafePointer<CChar>).self)())
  }

  /// Microseconds of a product, the mean of as many as take some milliseconds.
  func microseconds(_ product: Product) -> Double {
    let (m, k, n) = (product.rows, product.inner, product.columns)
    let numbers = [Float](repeating: 0.5, count: m * k + k * n)
    let repetitions = max(1, min(200, Int(1e8 / product.operations)))
    return numbers.withUnsafeBufferPointer { numbers in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: m * n) { out in
        let (rowMajor, plain): (Int32, Int32) = (101, 111)
        let (a, b, c) = (numbers.baseAddress!, numbers.baseAddress! + m * k, out.baseAddress!)
        return Measurement.seconds {
          for _ in 0..<repetitions { multiply(rowMajor, plain, plain, m, n, k, 1, a, k, b, n, 0, c, n) }
        } * 1e6 / Double(repetitions)
      }
    }
  }
}
