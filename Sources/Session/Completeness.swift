import Syntax

/// How far a text is something to run.
public enum Completeness: Equatable, Sendable {
  case whole
  /// More lines could make it whole; brackets are open, so many within one another.
  case unfinished(depth: Int)
  /// It has an error that more lines do not mend.
  case wrong
}

extension Session {
  /// How far lines are an entry.
  public func completeness(of lines: [UInt8]) -> Completeness {
    guard Command.Call(lines) == nil else { return .whole }
    // The last line has ended too: a string that is open there stays open.
    switch Parser.parse(Source(name: "", bytes: lines + [UInt8(ascii: "\n")])) {
    case .complete: return .whole
    case .incomplete: return .unfinished(depth: depth(of: lines))
    case .wrong: return .wrong
    }
  }

  /// Whether lines are the beginning of something longer.
  public func wantsMore(after lines: [UInt8]) -> Bool {
    if case .unfinished = completeness(of: lines) { true } else { false }
  }

  private func depth(of lines: [UInt8]) -> Int {
    Lexeme.all(of: lines).filter { $0.kind == .symbol }.reduce(0) { depth, lexeme in
      switch lines[lexeme.range.lowerBound] {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth + 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): max(depth - 1, 0)
      default: depth
      }
    }
  }
}
