import Catalogue
import JSONSyntax
import Tensor
import TensorFiles
import Training

/// A value as the tensors and texts of a file.
struct SavedParts {
  private var tensors: [(name: String, stored: Stored)] = []
  private var texts: [(name: String, text: String)] = []
  /// Names of texts that are not strings, but stand for a value of their own.
  private var literals: [String] = []

  private enum Stored {
    case truth(Bool)
    case tensor(Tensor)

    var form: (type: ElementType, shape: [Int]) {
      switch self {
      case .truth: (.bool, [])
      case .tensor(let tensor): (tensor.isFloat32 ? .float32 : .float64, tensor.shape)
      }
    }
    var bytes: [UInt8] {
      switch self {
      case .truth(let truth): StoredTensor(truth).bytes
      case .tensor(let tensor): StoredTensor(tensor).bytes
      }
    }
  }

  /// The text that lists the literals, as an array of JSON.
  private static let literalsName = "tegum.literals"

  /// - Throws: where something in the value cannot be saved; says what, and where it stands.
  init(_ value: Value, in context: any Context) throws(Failure) {
    for part in try DottedNames(of: value, in: context).parts { try add(part.name, part.value, in: context) }
    if let name = texts.first(where: { $0.name == Self.literalsName })?.name { throw Failure("the name \(name) is taken") }
    if !literals.isEmpty { texts.append((Self.literalsName, "[\(literals.map(JSON.quoted).joined(separator: ","))]")) }
  }

  private mutating func add(_ name: String, _ value: Value, in context: any Context) throws(Failure) {
    switch value {
    case .number(let x): tensors.append((name, .tensor(Tensor(x))))
    case .bool(let truth): tensors.append((name, .truth(truth)))
    case .string(let text): texts.append((name, text))
    case .nothing, .list, .record:
      texts.append((name, context.text(value, full: true)))
      literals.append(name)
    case .object(let array as ArrayObject):
      guard case .tensor(let tensor) = array.term else {
        throw Failure("\(shown(name, array.summary)): its numbers are not known while the closure is recorded")
      }
      tensors.append((name, .tensor(tensor)))
    case .object(let figure as FigureObject):
      throw Failure(refusal(name, figure.summary), hint: "a figure is saved by itself, as .svg, .png, .pdf, .html or .txt")
    case .range: throw Failure(refusal(name, context.describe(value)), hint: "list(r) makes a list of a range")
    case .function, .object: throw Failure(refusal(name, context.describe(value)))
    }
  }

  private func shown(_ name: String, _ what: String) -> String {
    name == DottedNames.bareName ? "\(what) cannot be saved" : "\(name) is \(what), which cannot be saved"
  }

  private func refusal(_ name: String, _ what: String) -> String {
    "\(shown(name, what)) as .safetensors: that holds tensors, numbers, strings, Bools, models, runs, and records and lists of these"
  }

  /// Writes the file: its header, then one tensor after another.
  func write(to file: OutputFile, in context: any Context) throws(Failure) {
    let (header, bytes): (SafetensorsHeader, [UInt8])
    do {
      (header, bytes) = try SafetensorsHeader.writing(tensors.map { ($0.name, $0.stored.form.type, $0.stored.form.shape) }, texts: texts)
    } catch {
      let hint = tensors.count > 100_000 ? "a list of numbers is one tensor for each; tensor(list) is a single one" : nil
      throw Failure("cannot save this as .safetensors: \(error.message)", hint: hint)
    }
    let stored = Dictionary(uniqueKeysWithValues: tensors.map { ($0.name, $0.stored) })
    try file.append(bytes)
    for entry in header.entries {
      try context.checkpoint()
      if let tensor = stored[entry.name] { try file.append(tensor.bytes) }
    }
  }

  /// What the texts of a file stand for: strings, and what was saved as a literal.
  static func values(of texts: [(name: String, text: String)]) -> [(name: String, value: Value)] {
    var literals: Set<String> = []
    if let list = texts.first(where: { $0.name == literalsName })?.text, case .array(let names)? = try? JSON(Array(list.utf8)) {
      for case .string(let name) in names { literals.insert(name) }
    }
    return texts.filter { $0.name != literalsName }.map { name, text in
      guard literals.contains(name) else { return (name, .string(text)) }
      switch text {
      case "nil": return (name, .nothing)
      case "[]": return (name, .list([]))
      case "(:)": return (name, .record(Record()))
      default: return (name, .string(text))
      }
    }
  }
}
