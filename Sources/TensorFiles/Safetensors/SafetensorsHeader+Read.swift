import JSONSyntax

extension SafetensorsHeader {
  /// Reads and checks the header of a file. Afterwards every entry lies within the file and has as many bytes as its shape and type
  /// say, and every byte belongs to exactly one.
  /// - Throws: the first thing that is wrong. Nothing larger than the file's own header is read before all is known to be right.
  public init(reading source: some ByteSource) throws(TensorFileError) {
    let count = try Self.count(source)
    let start = 8 + count
    let header = try source.bytes(8..<start)
    guard header.first == UInt8(ascii: "{") else { throw TensorFileError("its header does not begin with {") }
    let json: JSON
    do {
      json = try JSON(header)
    } catch {
      throw TensorFileError("its header is no JSON: at byte \(8 + error.offset), \(error.message)")
    }
    guard case .object(let members) = json else { throw TensorFileError("its header is no object of JSON") }
    var entries: [Entry] = []
    var texts: [(name: String, text: String)] = []
    for member in members {
      if member.name == Self.reservedName {
        texts = try Self.texts(member.value)
      } else {
        entries.append(try Entry(member, dataCount: source.count - start))
      }
    }
    entries.sort { ($0.offsets.lowerBound, $0.offsets.upperBound) < ($1.offsets.lowerBound, $1.offsets.upperBound) }
    try Self.check(entries, dataCount: source.count - start)
    self.init(entries, texts: texts, length: start)
  }

  /// Bytes of the JSON, which are known to be there.
  private static func count(_ source: some ByteSource) throws(TensorFileError) -> Int {
    guard source.count >= 8 else { throw TensorFileError("it has \(source.count) bytes, and a safetensors file has at least 8") }
    let claim = try source.bytes(0..<8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard claim <= UInt64(longest) else {
      throw TensorFileError("it claims a header of \(claim) bytes, and the limit is \(longest): is it a safetensors file?")
    }
    guard Int(claim) <= source.count - 8 else {
      throw TensorFileError("it claims a header of \(claim) bytes, and has \(source.count - 8) behind that claim")
    }
    return Int(claim)
  }

  private static func texts(_ json: JSON) throws(TensorFileError) -> [(name: String, text: String)] {
    guard case .object(let members) = json else { throw TensorFileError("its \(reservedName) is no object of strings") }
    var texts: [(name: String, text: String)] = []
    for member in members {
      guard case .string(let text) = member.value else {
        throw TensorFileError("\(JSON.quoted(member.name)) in its \(reservedName) is no string")
      }
      texts.append((member.name, text))
    }
    return texts
  }

  /// Whether the entries cover the data: no holes, no overlap, nothing left.
  private static func check(_ entries: [Entry], dataCount: Int) throws(TensorFileError) {
    var end = 0
    for (i, entry) in entries.enumerated() {
      guard entry.offsets.lowerBound == end else {
        let name = JSON.quoted(entry.name)
        guard entry.offsets.lowerBound > end else {
          throw TensorFileError("the tensors \(JSON.quoted(entries[max(i - 1, 0)].name)) and \(name) overlap")
        }
        throw TensorFileError("the bytes \(end) to \(entry.offsets.lowerBound) before the tensor \(name) belong to no tensor")
      }
      end = entry.offsets.upperBound
    }
    guard end == dataCount else { throw TensorFileError("its tensors have \(end) bytes, and \(dataCount) stand behind its header") }
  }
}

extension SafetensorsHeader.Entry {
  /// - dataCount: bytes that the tensors of the file have together.
  fileprivate init(_ member: JSON.Member, dataCount: Int) throws(TensorFileError) {
    name = member.name
    var shown: String { "the tensor \(JSON.quoted(member.name))" }
    guard case .object(let fields) = member.value else { throw TensorFileError("\(shown) is described by no object") }
    var (type, shape, offsets): (ElementType?, [Int]?, [Int]?)
    for field in fields {
      switch field.name {
      case "dtype":
        guard case .string(let name) = field.value else { throw TensorFileError("the dtype of \(shown) is no string") }
        guard let known = ElementType(safetensorsName: name) else {
          let names = ElementType.allCases.map(\.safetensorsName).joined(separator: ", ")
          throw TensorFileError("\(shown) has the dtype \(JSON.quoted(name)); known are \(names)")
        }
        type = known
      case "shape": shape = try Self.numbers(field, of: member)
      case "data_offsets": offsets = try Self.numbers(field, of: member)
      default: throw TensorFileError("\(shown) has the field \(JSON.quoted(field.name)), which the format does not know")
      }
    }
    guard let type else { throw TensorFileError("\(shown) has no dtype") }
    guard let shape else { throw TensorFileError("\(shown) has no shape") }
    guard let offsets else { throw TensorFileError("\(shown) has no data_offsets") }
    guard offsets.count == 2, offsets[0] <= offsets[1] else {
      throw TensorFileError("the data_offsets of \(shown) are no beginning and end")
    }
    guard offsets[1] <= dataCount else {
      throw TensorFileError("\(shown) ends at byte \(offsets[1]) of the data, and there are \(dataCount): the file is not whole")
    }
    guard let bytes = type.bytes(of: shape) else { throw TensorFileError("\(shown) has a shape of more bytes than can be counted") }
    guard offsets[1] - offsets[0] == bytes else {
      throw TensorFileError("\(shown) has \(offsets[1] - offsets[0]) bytes, and its shape and dtype make \(bytes)")
    }
    self.type = type
    self.shape = shape
    self.offsets = offsets[0]..<offsets[1]
  }

  /// Whole numbers that are not negative.
  private static func numbers(_ field: JSON.Member, of member: JSON.Member) throws(TensorFileError) -> [Int] {
    var shown: String { "the \(field.name) of the tensor \(JSON.quoted(member.name))" }
    guard case .array(let items) = field.value else { throw TensorFileError("\(shown) is no array") }
    var numbers: [Int] = []
    for item in items {
      guard case .integer(let number) = item, number >= 0 else {
        throw TensorFileError("\(shown) holds something other than whole numbers from 0 on")
      }
      numbers.append(number)
    }
    return numbers
  }
}
