import Catalogue
import Tensor
import TensorFiles

extension FileFormat {
  /// Tensors under names, the format of PyTorch's models. Numbers and Bools are tensors of shape [], F64 and BOOL; strings stand in
  /// the header's `__metadata__`, and there, as their own text, what the format has no form for: nil, empty lists and records.
  static let safetensors = FileFormat(
    ending: "safetensors",
    save: { (value, file, context) throws(Failure) in
      try SavedParts(value, as: "safetensors", in: context).writeSafetensors(to: file, in: context)
    },
    load: { (file, context) throws(Failure) in try loading(file) { () throws(Failure) in try loaded(file, in: context) } })

  private static func loaded(_ file: InputFile, in context: any Context) throws(Failure) -> Value {
    let header = try reading { () throws(TensorFileError) in try SafetensorsHeader(reading: file) }
    let bytes = header.entries.reduce(0.0) { $0 + Double($1.offsets.count) / Double($1.type.size) * ($1.type.fitsFloat32 ? 4 : 8) }
    if let refusal = Room.refusal(of: bytes) { throw Failure("its tensors need \(numberText(bytes)) bytes; \(refusal)") }
    let tree = NameTree()
    for entry in header.entries {
      try context.checkpoint()
      let stored = try reading { () throws(TensorFileError) in try header.tensor(entry, from: file) }
      try tree.insert(try stored.value(named: entry.name, in: file, context), under: entry.name)
    }
    for (name, value) in SavedParts.values(of: header.texts) {
      do {
        try tree.insert(value, under: name)
      } catch {
        context.note("warning: \(file.path): a text is left out: \(error.message)")
      }
    }
    return tree.value
  }
}
