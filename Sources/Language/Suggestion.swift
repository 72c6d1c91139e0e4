/// The name that was probably meant.
public enum Suggestion {
  /// The nearest of `names`, if it is near enough. Names of one or two letters are suggested only where the case differs.
  public static func nearest(to name: String, among names: some Sequence<String>) -> String? {
    // Nobody means a name so long, and comparing would take long, too.
    guard name.utf8.count <= longest else { return nil }
    let wanted = Array(name)
    let lower = name.lowercased()
    var best: (distance: Int, name: String)?
    for candidate in names where candidate != name && candidate.utf8.count <= longest {
      if candidate.lowercased() == lower { return candidate }
      guard wanted.count > 2, candidate.count > 2 else { continue }
      let limit = max(1, wanted.count / 3)
      guard abs(candidate.count - wanted.count) <= limit else { continue }
      let distance = distance(wanted, Array(candidate))
      if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.name
  }

  private static let longest = 200

  /// Letters to insert, remove, replace, or swap with the next one.
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var before: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i] + Array(repeating: 0, count: b.count)
      for j in 1...b.count {
        row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], before[j - 2] + 1) }
      }
      (before, last) = (last, row)
    }
    return last[b.count]
  }
}
