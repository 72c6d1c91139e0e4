import JSONSyntax

extension SafetensorsHeader {
  /// A header for these tensors, and its bytes, which stand in the file before theirs. Theirs follow in the order of `entries`,
  /// which is that of the reference implementation: the widest types first, so that every tensor is aligned, and then by name. The
  /// same tensors and texts make the same bytes.
  /// - Throws: where two have the same name, one has the name `__metadata__`, or the header would be too long.
  public static func writing(
    _ tensors: [(name: String, type: ElementType, shape: [Int])], texts: [(name: String, text: String)]
  ) throws(TensorFileError) -> (header: SafetensorsHeader, bytes: [UInt8]) {
    let entries = try entries(of: tensors)
    guard Set(texts.map(\.name)).count == texts.count else { throw TensorFileError("two texts have the same name") }
    let characters = texts.reduce(0) { $0 + $1.name.utf8.count + $1.text.utf8.count } + entries.reduce(0) { $0 + $1.name.utf8.count }
    try check(characters)
    var bytes = [UInt8](repeating: 0, count: 8)
    append(entries, texts, to: &bytes)
    bytes += [UInt8](repeating: UInt8(ascii: " "), count: (8 - bytes.count % 8) % 8)
    let count = bytes.count - 8
    try check(count)
    for i in 0..<8 { bytes[i] = UInt8(truncatingIfNeeded: count >> (8 * i)) }
    return (SafetensorsHeader(entries, texts: texts, length: bytes.count), bytes)
  }

  /// The tensors in the order of the file, one behind the other.
  private static func entries(of tensors: [(name: String, type: ElementType, shape: [Int])]) throws(TensorFileError) -> [Entry] {
    var names: Set<String> = [reservedName]
    for tensor in tensors {
      guard names.insert(tensor.name).inserted else {
        let reason = tensor.name == reservedName ? "cannot be that of a tensor" : "stands twice"
        throw TensorFileError("the name \(JSON.quoted(tensor.name)) \(reason)")
      }
    }
    var entries: [Entry] = []
    var end = 0
    let sorted = tensors.sorted {
      $0.type == $1.type ? $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) : $0.type.rawValue > $1.type.rawValue
    }
    for tensor in sorted {
      guard tensor.shape.allSatisfy({ $0 >= 0 }), let bytes = tensor.type.bytes(of: tensor.shape), bytes <= Int.max / 2 - end else {
        throw TensorFileError("the tensor \(JSON.quoted(tensor.name)) is too large")
      }
      entries.append(Entry(name: tensor.name, type: tensor.type, shape: tensor.shape, offsets: end..<end + bytes))
      end += bytes
    }
    return entries
  }

  private static func check(_ count: Int) throws(TensorFileError) {
    guard count <= longest else {
      throw TensorFileError("its names and texts make a header of \(count) bytes or more, and the limit is \(longest)")
    }
  }

  /// Adds the JSON, without the spaces behind it.
  private static func append(_ entries: [Entry], _ texts: [(name: String, text: String)], to bytes: inout [UInt8]) {
    var separator = "{"
    if !texts.isEmpty {
      let fields = texts.map { "\(JSON.quoted($0.name)):\(JSON.quoted($0.text))" }
      bytes += "{\"\(reservedName)\":{\(fields.joined(separator: ","))}".utf8
      separator = ","
    }
    for entry in entries {
      let shape = entry.shape.map(String.init).joined(separator: ",")
      let offsets = "\(entry.offsets.lowerBound),\(entry.offsets.upperBound)"
      bytes += "\(separator)\(JSON.quoted(entry.name)):{\"dtype\":\"\(entry.type.safetensorsName)\"".utf8
      bytes += ",\"shape\":[\(shape)],\"data_offsets\":[\(offsets)]}".utf8
      separator = ","
    }
    bytes += (separator == "{" ? "{}" : "}").utf8
  }
}
