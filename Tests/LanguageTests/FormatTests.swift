import Builtins
import Syntax
import Testing

private func formatted(_ text: String) throws -> String { try SourceFormatter.format(Source(name: "test.tg", text: text)) }

@Suite("The formatter") struct FormatTests {
  /// What is not as promised about a text: that its tree stays, and that formatting it again changes nothing.
  private static func complaint(about text: String) throws -> String? {
    let once = try formatted(text)
    guard shape(of: once) == shape(of: text) else { return "another tree:\n\(once)" }
    let twice = try formatted(once)
    return twice == once ? nil : "formatted again:\n\(twice)\ninstead of\n\(once)"
  }

  @Test func keepsTheTreeAndItself() throws {
    #expect(Corpus.texts.count > 400)
    for (name, text) in Corpus.texts {
      let complaint = try Self.complaint(about: text)
      #expect(complaint == nil, "\(name): \(complaint ?? "")")
    }
  }

  @Test func keepsGeneratedTrees() throws {
    let texts = Corpus.generated(1500, seed: 21)
    #expect(texts.count > 500)
    for text in texts {
      let complaint = try Self.complaint(about: text)
      #expect(complaint == nil, "\(text): \(complaint ?? "")")
    }
  }

  /// Blanks, newlines in brackets and comments put in wherever a token may end.
  @Test func keepsRuinedTexts() throws {
    var dice = Dice(state: 5)
    for (name, text) in Corpus.texts where dice.below(3) == 0 {
      var ruined = ""
      for character in text {
        ruined.append(character)
        if ",;{}()".contains(character), dice.below(2) == 0 { ruined += dice.pick([" ", "  ", "/* a */", " /* b\n c */ ", "\t"]) }
      }
      guard shape(of: ruined) != nil else { continue }
      let complaint = try Self.complaint(about: ruined)
      #expect(complaint == nil, "\(name): \(complaint ?? "")")
    }
  }

  @Test func standardLibraryIsFormatted() throws {
    for (name, text) in Builtins.library { #expect(try formatted(text) == text, "\(name)") }
  }

  @Test(arguments: [
    ("let m=toy(n:90,h : 3 , scale:.05) ;train( m,adam,10000 )", "let m = toy(n: 90, h: 3, scale: .05); train(m, adam, 10000)\n"),
    ("f{$0*2}\ng ( x ) {a,b in a @ b}", "f { $0 * 2 }\ng(x) { a, b in a @ b }\n"),
    ("- x ^ - 1 - -2", "-x^-1 - -2\n"), ("! a&&b", "!a && b\n"), ("x [ 1 ... , ..< 5 , : ]", "x[1..., ..<5, :]\n"),
    ("( : ) ; (a:1)", "(:); (a: 1)\n"), ("\"a \\( 1+2 )b\"", "\"a \\(1 + 2)b\"\n"), ("if a{b}else{}", "if a { b } else { }\n"),
    ("a // c", "a // c\n"), ("a   // c\nbb  // d", "a   // c\nbb  // d\n"), ("x=1//c", "x = 1 //c\n"),
    ("\n\n\na\n\n\n\nb\n\n", "a\n\nb\n"), ("#! /usr/bin/tegum  \n\n\n1", "#! /usr/bin/tegum\n\n1\n"), ("", ""), ("// only", "// only\n"),
    ("f(\na,\nb\n)", "f(\n  a,\n  b\n)\n"), ("let x =\n1 +\n2\ny", "let x =\n  1 +\n  2\ny\n"),
    ("f(a, g({ x in\nx\n}))\n", "f(a, g({ x in\n  x\n}))\n"), ("{\n// c\n}", "{\n  // c\n}\n"), ("a\r\nb\r\n", "a\nb\n"),
    ("f(in:3)", "f(in: 3)\n"), ("a;", "a;\n"), ("/* a\n   b */ x", "/* a\n   b */ x\n"), ("x[i]+=1", "x[i] += 1\n"),
    ("(a)(b)[0].c", "(a)(b)[0].c\n"),
    ("[ [1,2] , [3] ]", "[[1, 2], [3]]\n"), ("if a { b }\nelse_(1)", "if a { b }\nelse_(1)\n"),
    ("func f ( x , y:2 ) {\nif x { 1 }\nelse { 2 }\n}", "func f(x, y: 2) {\n  if x { 1 }\n  else { 2 }\n}\n"),
  ])
  func style(_ text: String, _ expected: String) throws {
    #expect(try formatted(text) == expected)
    #expect(try formatted(expected) == expected)
  }

  @Test(arguments: ["f(", "1 2", "\"a", "let", "a\n)"])
  func wrong(_ text: String) { #expect(throws: Diagnostic.self) { try formatted(text) } }
}
