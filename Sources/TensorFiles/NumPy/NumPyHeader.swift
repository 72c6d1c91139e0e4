import JSONSyntax

/// What a .npy file says of its array:
///
///     6 bytes   0x93, NUMPY
///     2 bytes   the version: 1.0, 2.0 or 3.0
///     2 bytes   N, the length of the text, little-endian; 4 bytes from version 2.0 on
///     N bytes   {'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }, then spaces and a newline
///     the rest  the array's bytes
///
/// See numpy.lib.format. Arrays of records, texts, complex numbers and objects are not read.
struct NumPyHeader: Equatable {
  let type: ElementType
  let shape: [Int]
  /// Whether the first axis is the one that changes fastest.
  var isFortran = false
  /// Whether the most significant byte of an element comes first.
  var isBigEndian = false

  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
  /// Texts are no longer than this many bytes, as in NumPy.
  static let longest = 10_000

  init(type: ElementType, shape: [Int]) {
    self.type = type
    self.shape = shape
  }

  /// Reads a header, and says how many bytes of the file it takes.
  /// - Throws: the first thing that is wrong.
  static func reading(_ source: some ByteSource) throws(TensorFileError) -> (header: NumPyHeader, length: Int) {
    guard source.count >= 10 else { throw TensorFileError("it has \(source.count) bytes, and an array of NumPy at least 10") }
    let start = try source.bytes(0..<10)
    guard start.starts(with: magic) else { throw TensorFileError("it does not begin like an array of NumPy") }
    guard (1...3).contains(start[6]), start[7] == 0 else {
      throw TensorFileError("it has the version \(start[6]).\(start[7]) of NumPy's format; known are 1.0, 2.0 and 3.0")
    }
    let first = start[6] == 1 ? 10 : 12
    guard source.count >= first else { throw TensorFileError("its header is not whole") }
    let claim = try source.bytes(8..<first).reversed().reduce(0) { $0 << 8 | Int($1) }
    guard claim <= longest else { throw TensorFileError("it claims a header of \(claim) bytes, and the limit is \(longest)") }
    guard claim <= source.count - first else {
      throw TensorFileError("it claims a header of \(claim) bytes, and has \(source.count - first) behind that claim")
    }
    var literal = PythonLiteral(try source.bytes(first..<first + claim))
    return (try NumPyHeader(try literal.dictionary()), first + claim)
  }

  private init(_ members: [(key: String, value: PythonLiteral.Value)]) throws(TensorFileError) {
    guard members.map(\.key).sorted() == ["descr", "fortran_order", "shape"] else {
      throw TensorFileError("its header has \(members.map(\.key).joined(separator: ", ")), and not descr, fortran_order and shape")
    }
    var (name, fortran, lengths): (String?, Bool?, [Int]?)
    for member in members {
      switch (member.key, member.value) {
      case ("descr", .text(let text)): name = text
      case ("fortran_order", .truth(let truth)): fortran = truth
      case ("shape", .numbers(let numbers)): lengths = numbers
      default: throw TensorFileError("the \(member.key) in its header is of the wrong kind")
      }
    }
    guard let name, let fortran, let lengths else { throw TensorFileError("its header lacks something") }
    guard let order = name.utf8.first, "<>|=".utf8.contains(order), let type = ElementType(numPyName: String(name.dropFirst())) else {
      let names = ElementType.allCases.compactMap(\.numPyName).joined(separator: ", ")
      throw TensorFileError("its type is \(JSON.quoted(name)); known are \(names), behind < or > for the order of their bytes")
    }
    self.init(type: type, shape: lengths)
    isFortran = fortran
    isBigEndian = order == UInt8(ascii: ">")
  }

  /// The bytes of a header for an array with the last axis fastest and little-endian, which stand before the array's.
  func bytes() throws(TensorFileError) -> [UInt8] {
    guard let name = type.numPyName else { throw TensorFileError("NumPy has no type \(type)") }
    let lengths = shape.map { "\($0)," }.joined(separator: " ")
    let tuple = shape.count == 1 ? "(\(lengths))" : "(\(lengths.dropLast()))"
    let text = "{'descr': '\(type.size == 1 ? "|" : "<")\(name)', 'fortran_order': False, 'shape': \(tuple), }"
    let count = (Self.magic.count + 4 + text.utf8.count + 1 + 63) / 64 * 64 - Self.magic.count - 4
    guard count <= Self.longest else { throw TensorFileError("a tensor with \(shape.count) axes has too long a header") }
    let padding = String(repeating: " ", count: count - text.utf8.count - 1) + "\n"
    return Self.magic + [1, 0, UInt8(count & 0xFF), UInt8(count >> 8)] + Array((text + padding).utf8)
  }
}
