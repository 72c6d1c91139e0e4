import Foundation
import Session
import Testing

@Suite("Completion")
struct CompletionTests {
  /// What could stand at the `‸` of a text, after what was run before.
  private func found(_ text: String, after setup: String = "") -> Completion {
    let session = Desk().session()
    if !setup.isEmpty { session.type(setup) }
    let cursor = text.firstIndex(of: "‸") ?? text.endIndex
    let before = text[..<cursor].utf8.count
    return session.completion(of: Array(text.replacing("‸", with: "").utf8), at: before)
  }

  private func texts(_ text: String, after setup: String = "") -> [String] { found(text, after: setup).candidates.map(\.text) }

  @Test("Names in scope, words of the language")
  func names() {
    #expect(texts("dimensional‸") == ["dimensionality"])
    #expect(texts("1 + myOwn‸", after: "let myOwnName = 3") == ["myOwnName"])
    #expect(texts("retu‸") == ["return"])
    #expect(texts("impo‸") == ["import"])
    #expect(texts("xav‸ 3") == ["xavier"])
    #expect(texts("?xav‸") == ["xavier"])
    #expect(texts("XAV‸") == ["xavier"])
    #expect(texts("zzzz‸") == [])
    #expect(found("1 + xav‸").range == 4..<7)
    #expect(found("xav‸").candidates.first?.summary.contains("√(2/(m + n))") == true)
  }

  @Test("Nothing where a new name, a number or a comment stands", arguments: ["let xav‸", "12‸", "// xav‸", "/* xav‸", "func tra‸", "‸"])
  func nothing(text: String) { #expect(texts(text) == []) }

  @Test("Names that the half typed entry declares itself")
  func locals() {
    #expect(texts("func f(width, by: 1) {\n  let total = 1, totals = 2\n  tot‸") == ["total", "totals"])
    #expect(texts("func f(width, by: 1) {\n  wid‸") == ["width"])
    #expect(texts("map([1]) { item, place in ite‸") == ["item"])
    #expect(texts("for row in 0..<3 { ro‸").first == "round" || texts("for row in 0..<3 { ro‸").contains("row"))
    // Their values are not known: nothing of another value of the name shows.
    #expect(texts("func f(m) { m.‸", after: "let m = toy()") == [])
  }

  @Test("Members of what is stored")
  func members() {
    #expect(texts("m.‸", after: "let m = toy()") == ["W", "b", "data", "importance", "loss"])
    #expect(texts("run.lo‸", after: "let run = train(toy(), adam, 2)") == ["loss"])
    #expect(texts("run.model.W‸", after: "let run = train(toy(), adam, 2)") == ["W"])
    #expect(texts("r.inner.a‸", after: "let r = (n: 1, inner: (alpha: 1, beta: 2))") == ["alpha"])
    #expect(texts("rs[-1].n‸ + 1", after: "let rs = [(a: 1), (name: 2)]") == ["name"])
    #expect(texts("\"abc\".‸") == ["count"])
    #expect(texts("m.W.‸", after: "let m = toy()") == ["T", "count", "shape", "type"])
    #expect(texts("1.5.‸") == [])
    #expect(texts("nobody.‸") == [])
    for entry in ["Out[1]", "Out[-1]"] { #expect(texts("\(entry).fi‸", after: "train(toy(), adam, 2)") == ["final"]) }
    #expect(texts("Out[9].‸", after: "1") == [])
    #expect(found("run.fin‸", after: "let run = train(toy(), adam, 2)").candidates.first?.summary.contains("Mean of the last") == true)
  }

  @Test("Labels inside a call, those that are given left out")
  func labels() {
    #expect(texts("toy(n: 90, sc‸") == ["scale: "])
    #expect(texts("toy(n: 90, ‸)") == ["h: ", "scale: ", "p: ", "importance: ", "data: ", "activation: ", "hidden: ", "W: ", "b: "])
    #expect(texts("toy(90, 3, ‸").first == "scale: ")
    #expect(texts("f(n: [1, (2)], la‸", after: "func f(n, label: 1) { n }") == ["label: "])
    #expect(texts("toy(n: 90,\n  sc‸") == ["scale: "])
    #expect(found("toy(n: 90, sc‸").candidates.first?.summary.contains("circle") == true)
    #expect(texts("(sc‸").contains("scale: ") == false)
  }

  @Test("Values of the kind that a parameter wants")
  func wanted() {
    #expect(texts("train(m, ad‸", after: "let m = toy(), admiral = 3") == ["adam", "adamw"])
    let optimizers = texts("train(m, optimizer: ‸", after: "let m = toy(); let mine = adam(lr: 1)")
    for name in ["adam", "sgd", "mine", "lbfgs", "rotated"] { #expect(optimizers.contains(name)) }
    for name in ["m", "toy", "circle", "sum"] { #expect(!optimizers.contains(name)) }
    let own = texts("train(m, optimizer: ‸", after: "let m = toy(); func own(lr: 1) { adam(lr: lr) }")
    #expect(own.contains("own"))
    let distributions = texts("toy(data: ‸", after: "let d = sparse(3); let m = toy()")
    for name in ["circle", "sparse", "onehot", "d"] { #expect(distributions.contains(name)) }
    #expect(!distributions.contains("adam") && !distributions.contains("m"))
    #expect(texts("train(‸", after: "let net = toy()").contains("net"))
    // What fits nothing that is wanted is a name like any other.
    #expect(texts("train(m, if‸", after: "let m = toy()") == ["if"])
  }

  @Test("The call in progress, and its present parameter")
  func hints() {
    func marked(_ text: String) -> String? { found(text).call?.text("<", ">") }
    #expect(marked("adam(‸")?.hasPrefix("adam(<lr: 0.001>, beta1") == true)
    #expect(marked("adam(0.1, 0.5‸")?.contains("<beta1: 0.9>") == true)
    #expect(marked("adam(eps: 1‸")?.contains("<eps: ") == true)
    #expect(marked("toy(importance: [1, (2 + ‸")?.contains("<importance: 1>") == true)
    #expect(marked("train(toy(n: 3), ‸")?.contains("<optimizer: nil>") == true)
    #expect(marked("map([1]) { i in ‸") == nil)
    #expect(marked("adam()‸") == nil)
    #expect(found("adam(‸").call?.documentation == "learning rate.")
  }

  @Test("Signs by their LaTeX names")
  func latex() {
    #expect(texts("1 + \\theta‸") == ["θ"])
    #expect(found("1 + \\theta‸").range == 4..<10)
    #expect(texts("\\the‸") == ["θ"])
    #expect(texts("\\ep‸") == ["ε"])
    #expect(texts("\\ell‸") == ["ℓ"])
    #expect(texts("x\\_1‸") == ["₁"])
    #expect(texts("\\var‸").contains("\\varphi"))
    #expect(texts("// a \\le‸") == ["≤"])
    #expect(texts("\\nosuchname‸") == [])
  }

  @Test("Files in strings")
  func files() throws {
    try WorkFolder.enter()
    let folder = "completing-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder + "/inner", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["run.safetensors", "runs.tg", ".hidden"] { try "".write(toFile: folder + "/" + name, atomically: true, encoding: .utf8) }
    #expect(texts("load(\"\(folder)/ru‸") == ["\(folder)/run.safetensors", "\(folder)/runs.tg"])
    #expect(texts("load(\"\(folder)/‸") == ["inner/", "run.safetensors", "runs.tg"].map { "\(folder)/\($0)" })
    #expect(found("load(\"\(folder)/in‸").candidates.first?.kind == .folder)
    #expect(texts("load(\"/no/such/folder/‸") == [])
  }

  @Test("Nothing is evaluated: neither functions nor what would be computed")
  func pure() {
    let desk = Desk()
    let session = desk.session()
    session.type("func f() { print(\"called\"); toy() }\nlet r = (f: f, m: toy())")
    for text in ["f().", "f(", "f(a: ", "r.f().", "r.m(", "r.m.W.T.", "[f()].", "f", "print(\"x\").", "r.m.loss"] {
      _ = session.completion(of: Array(text.utf8), at: text.utf8.count)
    }
    #expect(desk.output == "" && desk.notes.isEmpty)
    session.type("normal(0, 1)")
    let other = Desk()
    let fresh = other.session()
    fresh.type("func f() { print(\"called\"); toy() }\nlet r = (f: f, m: toy())")
    fresh.type("normal(0, 1)")
    #expect(desk.takeOutput() == other.takeOutput())
  }

  @Test("No text and no cursor is too odd")
  func robust() {
    let session = Desk().session()
    let text = Array("let m = toy(n: [1, \"a\\(b) c\"], { x, y in x.y[0] }) # ? 'é' \\theta \"open".utf8) + [0xFF, 0xC3]
    for cursor in -1...text.count + 2 { _ = session.completion(of: text, at: cursor) }
    for cursor in 0..<text.count - 2 { _ = session.completion(of: Array(text[cursor..<text.count - 2]), at: text.count) }
    let deep = Array(String(repeating: "a.", count: 20_000).utf8)
    _ = session.completion(of: deep, at: deep.count)
    let broken = Array(String(repeating: "# (", count: 20_000).utf8)
    _ = session.completion(of: broken, at: broken.count)
  }
}
