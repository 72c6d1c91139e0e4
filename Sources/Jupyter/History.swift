@preconcurrency import Glibc
import JSONSyntax

/// The cells that ran, for front ends that go back to them.
struct History {
  private struct Entry {
    let number: Int
    let input: String
    let output: String?
  }
  private var entries: [Entry] = []

  /// The number of this session; there are no earlier ones.
  private static let session = 1

  mutating func add(_ input: String, number: Int, output: String?) {
    entries.append(Entry(number: number, input: input, output: output))
  }

  /// Answers a `history_request`.
  func answer(_ content: JSON) -> JSON {
    let chosen: [Entry]
    switch content["hist_access_type"]?.string {
    case "range": chosen = range(content)
    case "search": chosen = search(content)
    default: chosen = Self.last(entries, content)
    }
    let wantsOutput = content["output"] == .bool(true)
    let history = chosen.map { entry -> JSON in
      let text: JSON = wantsOutput ? .array([.string(entry.input), entry.output.map { .string($0) } ?? .null]) : .string(entry.input)
      return .array([.integer(Self.session), .integer(entry.number), text])
    }
    return ["status": .string("ok"), "history": .array(history)]
  }

  /// The entries of a session whose number is at least `start` and less than `stop`. Session 0 is this one.
  private func range(_ content: JSON) -> [Entry] {
    guard [0, Self.session].contains(content["session"]?.integer ?? 0) else { return [] }
    let (start, stop) = (content["start"]?.integer ?? 0, content["stop"]?.integer ?? .max)
    return entries.filter { $0.number >= start && $0.number < stop }
  }

  /// The entries that a pattern of a shell fits; where they are to be unique, the last of those that are alike.
  private func search(_ content: JSON) -> [Entry] {
    let pattern = content["pattern"]?.string ?? "*"
    var found = entries.filter { fnmatch(pattern, $0.input, 0) == 0 }
    if content["unique"] == .bool(true) {
      var seen: Set<String> = []
      found = found.reversed().filter { seen.insert($0.input).inserted }.reversed()
    }
    return Self.last(found, content)
  }

  /// The last `n`.
  private static func last(_ entries: [Entry], _ content: JSON) -> [Entry] {
    content["n"]?.integer.map { Array(entries.suffix(max($0, 0))) } ?? entries
  }
}
