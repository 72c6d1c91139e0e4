import Foundation

/// Changes files: bytes get others, get lost, stand twice, and words get in.
struct Mutator {
  /// What stands in files of this kind, and what does not.
  let words: [[UInt8]]
  var random = Sequence64(state: 2024)

  /// How many files of each kind a test changes; more where TEGUM_MUTATIONS says so (`scripts/fuzz-files`).
  static let count = ProcessInfo.processInfo.environment["TEGUM_MUTATIONS"].flatMap(Int.init) ?? 20_000

  init(words: [String]) { self.words = words.map { Array($0.utf8) } }

  /// A file with one to three changes.
  mutating func changed(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      // mostly in the header, where there is more to break
      let reach = Bool.random(using: &random) ? bytes.count : min(bytes.count, 200)
      let at = reach == 0 ? 0 : Int.random(in: 0..<reach, using: &random)
      switch Int.random(in: 0..<8, using: &random) {
      case 0 where !bytes.isEmpty: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1 where !bytes.isEmpty: bytes[at] = UInt8.random(in: 0...255, using: &random)
      case 2: bytes.removeLast(bytes.count - at)
      case 3: bytes.insert(contentsOf: words[Int.random(in: 0..<words.count, using: &random)], at: at)
      case 4 where !bytes.isEmpty: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...8, using: &random)))
      case 5 where !bytes.isEmpty: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 40)], at: at)
      case 6 where !bytes.isEmpty: bytes[at] = UInt8(ascii: "0") + UInt8.random(in: 0..<10, using: &random)
      default: bytes.append(UInt8.random(in: 0...255, using: &random))
      }
    }
    return bytes
  }
}
