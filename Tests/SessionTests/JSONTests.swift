import Foundation
import Session
import Testing

@Suite("Values as JSON")
struct JSONTests {
  private func json(_ text: String) -> String? {
    let session = Desk().session()
    guard case .completed(let value) = session.type(text) else { return nil }
    return session.json(value)
  }

  @Test(
    "Values have their JSON",
    arguments: [
      ("3", "3"), ("-0.5", "-0.5"), ("1e300", "1e+300"), ("1 / 0", "null"), ("true", "true"), ("\"a\\\"\\n\\\\θ\"", "\"a\\\"\\n\\\\θ\""),
      ("[1, [2, []]]", "[1,[2,[]]]"), ("(a: 1, b: (c: nil))", "{\"a\":1,\"b\":{\"c\":null}}"), ("(:)", "{}"), ("0..<3", "[0,1,2]"),
      ("tensor([[1, 2], [3, 4.5]])", "[[1,2],[3,4.5]]"), ("zeros(2, 0)", "[[],[]]"),
    ])
  func values(text: String, expected: String) { #expect(json(text) == expected) }

  @Test("Every value is JSON that others read", arguments: ["toy(n: 5, h: 2, scale: 0.4)", "{ $0 }", "adam", "plot([1, 2])", "0..<1e12"])
  func readable(text: String) throws {
    let text = try #require(json(text))
    _ = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
  }
}
