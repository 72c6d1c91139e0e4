import Catalogue
import JSONSyntax
import Tensor
import TensorFiles
import Training

/// A value as the tensors and texts of a file.
struct SavedParts {
  /// The kind of file, for messages.
  private let ending: String
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
    var tensor: StoredTensor {
      switch self {
      case .truth(let truth): StoredTensor(truth)
      case .tensor(let tensor): StoredTensor(tensor)
      }
    }
  }

  /// The text that lists the literals, as an array of JSON.
  private static let literalsName = "tegum.literals"

  /// - ending: of the file, for messages.
  /// - Throws: where something in the value cannot be saved; says what, and where it stands.
  init(_ value: Value, as ending: String, in context: any Context) throws(Failure) {
    self.ending = ending
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
    "\(shown(name, what)) as .\(ending): that holds tensors, numbers, strings, Bools, models, runs, and records and lists of these"
  }

  /// The tensors alone, each made when it is asked for.
  /// - Throws: where there is something that is no tensor.
  func onlyTensors() throws(Failure) -> [(name: String, tensor: () -> StoredTensor)] {
    if let text = texts.first {
      let what = literals.contains(text.name) ? text.text : "a string"
      throw Failure(
        "\(shown(text.name, what)) as .\(ending): that holds tensors, numbers and Bools", hint: "a .safetensors file holds all of it")
    }
    return tensors.map { part in (part.name, { part.stored.tensor }) }
  }

  /// Writes a .safetensors file: its header, then one tensor after another.
  func writeSafetensors(to file: OutputFile, in context: any Context) throws(Failure) {
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
      if let part = stored[entry.name] { try file.append(part.tensor.bytes) }
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
