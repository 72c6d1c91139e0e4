import Builtins
import Catalogue
import Foundation
import Language
import LargeStack
import Synchronization
import Syntax
import Testing

/// Runs texts over all builtins but those that touch files, each for a short time; what matters is that every one ends, with a
/// value or a message. The text under way lies in `.build/fuzz`, to be found after a crash.
private struct Trial {
  private static let builtins = Builtins.all.filter { !["save", "load"].contains($0.name) }
  private static let seconds = 0.25
  private let clock = Stopwatch()
  private let log: URL

  init(_ name: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../.build/fuzz").standardizedFileURL
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    log = folder.appending(path: name + ".tg")
  }

  func run(_ count: Int, _ next: () -> [UInt8]) throws {
    let watchdog = clock.watch(log.path)
    defer { watchdog.cancel() }
    var interpreter: Interpreter?
    for i in 0..<count {
      if i % 50 == 0 { interpreter = try fresh() }
      let text = next()
      try Data(text).write(to: log)
      clock.restart()
      do {
        try interpreter?.submit([CodeText(text, name: "fuzz.tg")]) { result in
          if let value = result.value { _ = interpreter?.display(value) }
        }
      } catch {
        let message = interpreter.map { $0.diagnostic(for: error).rendered(in: $0.sources) } ?? ""
        if message.isEmpty { Issue.record("no message for \(String(decoding: text, as: UTF8.self))") }
      }
    }
  }

  private func fresh() throws -> Interpreter {
    let clock = clock
    let engine = Engine(threads: 1, seed: 0, isInterrupted: { clock.seconds > Self.seconds })
    var settings = Interpreter.Settings()
    settings.callDepth = 300
    settings.isInterrupted = { clock.seconds > Self.seconds }
    let interpreter = Interpreter(
      builtins: Self.builtins, operators: ArrayOperators(), services: engine, console: Recorder(), settings: settings)
    clock.restart()
    interpreter.load(library: Builtins.library)
    return interpreter
  }
}

/// Time since the program under way began. A class: the watchdog reads it from its own thread.
private final class Stopwatch: Sendable {
  private let start = Atomic<UInt64>(0)

  func restart() { start.store(DispatchTime.now().uptimeNanoseconds, ordering: .relaxed) }

  var seconds: Double {
    let began = start.load(ordering: .relaxed)
    return began == 0 ? 0 : Double(DispatchTime.now().uptimeNanoseconds &- began) * 1e-9
  }

  /// Ends the process with a message where a program does not stop long after it was asked to. Gigabytes may take a minute to be written.
  func watch(_ path: String) -> any DispatchSourceTimer {
    let timer = DispatchSource.makeTimerSource()
    timer.schedule(deadline: .now() + 1, repeating: 1)
    timer.setEventHandler { if self.seconds > 300 { fatalError("a program hangs: \(path)") } }
    timer.resume()
    return timer
  }
}

/// Changes programs: parts of one get into another, signs get lost, numbers get wild.
struct Mutator {
  var dice: Dice
  private let sources = Corpus.texts.map { Array($0.text.utf8) }
  private let parts = [
    "(", ")", "{", "}", "[", "]", "\"", "\\(", " in ", ";", "\n", ",", ":", "=", "..<", "/*", "nil", "$0", "let ", "func ", "1e300", "-1",
    "0",
    "inf", "nan", "[]", "(:)", ".T", " @ ", "^", "[1, 2]", "1e9", "0.5", "{ x in x }", "adam", "toy()", "zeros(0)", "tensor([[1, 2]])",
  ]

  init(seed: UInt64) { dice = Dice(state: seed) }

  mutating func next() -> [UInt8] {
    var text = dice.pick(sources)
    for _ in 0...dice.below(4) where !text.isEmpty {
      let at = dice.below(text.count)
      switch dice.below(5) {
      case 0: text.remove(at: at)
      case 1: text.insert(contentsOf: Array(dice.pick(parts).utf8), at: at)
      case 2: text.removeSubrange(at..<min(text.count, at + dice.below(20)))
      case 3:
        // A whole word or number for another.
        guard let start = text[at...].firstIndex(where: Self.isWord) else { continue }
        let end = text[start...].firstIndex { !Self.isWord($0) } ?? text.count
        text.replaceSubrange(start..<end, with: Array(dice.pick(parts).utf8))
      default:
        let other = dice.pick(sources)
        let from = dice.below(max(other.count, 1))
        text.replaceSubrange(at..<min(text.count, at + 5), with: other[from...].prefix(dice.below(60)))
      }
    }
    return text
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z") || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}

/// `TEGUM_FUZZ` says how many programs of each kind run (`scripts/fuzz`), `TEGUM_FUZZ_SEED` which ones.
@Suite("Nothing crashes, over all builtins") struct WholeFuzzTests {
  private static func setting(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }
  private static let count = setting("TEGUM_FUZZ") ?? 1000
  private static let seed = UInt64(setting("TEGUM_FUZZ_SEED") ?? 1)

  @Test func generated() throws {
    try onLargeStack {
      var writer = Writer(dice: Dice(state: Self.seed), vocabulary: Writer.science)
      try Trial("generated").run(Self.count) { Array(writer.program().utf8) }
    }
  }

  @Test func mutated() throws {
    try onLargeStack {
      var mutator = Mutator(seed: Self.seed &+ 1_000_000)
      try Trial("mutated").run(Self.count) { mutator.next() }
    }
  }
}
