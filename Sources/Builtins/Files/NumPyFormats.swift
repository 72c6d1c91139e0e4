import Catalogue
import Tensor
import TensorFiles

extension FileFormat {
  /// One array of NumPy.
  static let npy = FileFormat(
    ending: "npy",
    save: { (value, file, _) throws(Failure) in
      let stored: StoredTensor
      if case .bool(let truth) = value {
        stored = StoredTensor(truth)
      } else if let known = try Known.reading(value) {
        stored = StoredTensor(known.tensor)
      } else {
        throw Failure("a .npy file holds a tensor, not a \(value.typeName)", hint: "records and lists of tensors are saved as .npz")
      }
      try file.append(try saving("npy") { () throws(TensorFileError) in try stored.numPy() })
    },
    load: { (file, context) throws(Failure) in
      try loading(file) { () throws(Failure) in
        let stored = try reading { () throws(TensorFileError) in try StoredTensor(numPy: file) }
        return try stored.value(named: DottedNames.bareName, in: file, context)
      }
    })

  /// Arrays of NumPy under names. Numbers and Bools are arrays without axes; texts, nil, empty lists and records have no form.
  static let npz = FileFormat(
    ending: "npz",
    save: { (value, file, context) throws(Failure) in
      let parts = try SavedParts(value, as: "npz", in: context)
      var writer = NumPyArchiveWriter()
      for (name, tensor) in try parts.onlyTensors() {
        try context.checkpoint()
        try file.append(try saving("npz") { () throws(TensorFileError) in try writer.add(name, tensor()) })
      }
      try file.append(writer.footer())
    },
    load: { (file, context) throws(Failure) in
      try loading(file) { () throws(Failure) in
        let archive = try reading { () throws(TensorFileError) in try NumPyArchive(file) }
        let tree = NameTree()
        for (i, name) in archive.names.enumerated() {
          try context.checkpoint()
          let stored = try reading { () throws(TensorFileError) in try archive.tensor(i) }
          try tree.insert(try stored.value(named: name, in: file, context), under: name)
        }
        return tree.value
      }
    })

  private static func saving<T>(_ ending: String, _ body: () throws(TensorFileError) -> T) throws(Failure) -> T {
    do { return try body() } catch {
      throw Failure("cannot save this as .\(ending): \(error.message)", hint: "a .safetensors file has no such limit")
    }
  }
}
