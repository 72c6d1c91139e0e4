import Catalogue
import Tensor
import TensorFiles

extension StoredTensor {
  /// The tensor as a value: a number or a Bool where it has no axes. Says where numbers lose digits.
  /// - name: of the tensor in the file.
  func value(named name: String, in file: InputFile, _ context: any Context) throws(Failure) -> Value {
    let (tensor, rounded) = try reading { () throws(TensorFileError) in try self.tensor() }
    if rounded > 0 {
      let what = rounded == 1 ? "1 number" : "\(rounded) numbers"
      context.note("warning: \(file.path): \(what) of \(quotedText(name)) are beyond 2^53, where Float64 skips whole numbers")
    }
    return type == .bool && shape.isEmpty ? .bool(tensor.doubles[0] != 0) : tensor.value
  }
}

/// What a file says is wrong with it, as a failure.
func reading<T>(_ body: () throws(TensorFileError) -> T) throws(Failure) -> T {
  do { return try body() } catch { throw Failure(error.message) }
}

/// Names the file in what is wrong with it.
func loading(_ file: InputFile, _ body: () throws(Failure) -> Value) throws(Failure) -> Value {
  do throws(Failure) {
    return try body()
  } catch {
    throw error.kind == .interrupted ? error : Failure("cannot load \(file.path): \(error.message)")
  }
}
