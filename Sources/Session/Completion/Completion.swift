import Language
import Syntax

/// What could stand where the cursor is, and the call that it would stand in.
public struct Completion: Sendable {
  /// One way to go on.
  public struct Candidate: Hashable, Sendable {
    /// What it is, for a front end that shows it.
    public enum Kind: String, Hashable, Sendable {
      case keyword, function, value, local, member, label, character, file, folder, command
    }
    /// What takes the place of the range.
    public var text: String
    public var kind: Kind
    /// A few words: a function's summary, a value's type. Empty where there is nothing to say.
    public var summary: String
  }

  /// Bytes of the text that a candidate replaces; it ends at the cursor.
  public var range: Range<Int>
  /// In the order in which they are best shown.
  public var candidates: [Candidate] = []
  /// The innermost call that is not closed before the cursor.
  public var call: CallHint?

  /// What all candidates begin with.
  public var commonPrefix: String {
    guard var common = candidates.first?.text[...] else { return "" }
    for candidate in candidates.dropFirst() { common = common.prefix(matching: candidate.text) }
    return String(common)
  }
}

extension Session {
  /// What could stand at a cursor. Nothing is evaluated and no value is formatted: only names, members and texts that are there are
  /// looked at.
  /// - Parameters:
  ///   - text: an entry, whole or half typed.
  ///   - cursor: how many bytes of the text stand before it.
  public func completion(of text: [UInt8], at cursor: Int) -> Completion {
    let before = Array(text.prefix(max(cursor, 0)))
    return Command.completion(of: before) ?? LatexNames.completion(of: before) ?? Completer(before, interpreter).completion
  }
}

extension Substring {
  fileprivate func prefix(matching other: String) -> Substring {
    self[..<(zip(indices, other).first { self[$0.0] != $0.1 }?.0 ?? index(startIndex, offsetBy: Swift.min(count, other.count)))]
  }
}
