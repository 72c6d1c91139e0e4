/// What users of other languages type, and what Tegum has for it.
public enum Habit {
  /// Advice for a name that means nothing here but does elsewhere; nil for any other.
  public static func hint(for name: String) -> String? { advice[name] }

  private static let advice: [String: String] = {
    var advice: [String: String] = [:]
    for (names, hint) in table { for name in names.split(separator: " ") { advice[String(name)] = hint } }
    return advice
  }()

  private static let table = [
    ("None null NULL nothing undefined", "write nil"), ("NA NaN", "write nan"), ("Inf Infinity oo", "write inf"), ("π", "write pi"),
    ("and", "write a && b"), ("or", "write a || b"), ("not", "write !a"), ("mod", "the remainder is a % b"),
    ("div", "a quotient without its fraction is floor(a / b)"), ("matmul", "a product of matrices is A @ B"),
    ("def function fn fun proc", "a function is func f(x, by: 1) { x + by }"), ("lambda", "a closure is { x in x + 1 }"),
    ("const", "a name that stays is let x = 1"), ("elif elseif elsif", "write else if"), ("end", "a block stands in { }"),
    ("switch match case", "choose with if, else if and else"), ("class struct", "a record holds named values: (n: 90, h: 3)"),
    ("raise throw", "fail with error(\"message\")"), ("except rescue", "write try { … } catch e { … }"),
    ("using from", "import \"file.tg\" binds what another file declares; the library is there without import"),
    ("np numpy torch plt", "functions stand without a module before them; ? lists them"),
    ("println printf echo disp puts cat", "write print(x)"), ("len length numel", "write count(x), or W.shape"), ("size", "write W.shape"),
    ("str string repr", "a text with a value in it is \"\\(x)\""),
    ("format sprintf", "fixed(x, 3) writes digits; \"\\(x)\" is a text with a value"),
    ("range", "a range is 0..<n; stride(0, 1, by: 0.1) has a step"), ("linspace", "write stride(0, 1, by: 0.1)"),
    ("rand random runif", "write uniform()"), ("randn rnorm", "write normal(0, 1)"), ("transpose", "write W.T"),
    ("typeof", "write type(x)"),
    ("dir vars whos ls globals", "who lists your names at the prompt"), ("exit quit q bye", "at the prompt, :quit leaves, as Ctrl-D does"),
    ("clear cls", "Ctrl-L clears the screen; :reset forgets all names"), ("man doc", "?name is help"),
  ]
}
