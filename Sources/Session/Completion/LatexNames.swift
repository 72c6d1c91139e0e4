/// Signs by the names that LaTeX has for them: `\theta` gives θ.
enum LatexNames {
  /// The completion of a text that ends in `\` and letters; nil for another.
  static func completion(of text: [UInt8]) -> Completion? {
    let letters = text.reversed().prefix { isPart($0) }.count
    let start = text.count - letters - 1
    guard start >= 0, text[start] == UInt8(ascii: "\\") else { return nil }
    let typed = String(decoding: text[(start + 1)...], as: UTF8.self)
    var completion = Completion(range: start..<text.count)
    if let sign = signs[typed] {
      completion.candidates = [Completion.Candidate(text: sign, kind: .character, summary: "\\" + typed)]
      return completion
    }
    let names = signs.keys.filter { $0.hasPrefix(typed) }.sorted()
    // Inside a string, `\n` and its like are what they are.
    guard !names.isEmpty, letters > 0 else { return nil }
    completion.candidates = names.map { name in
      Completion.Candidate(text: names.count == 1 ? signs[name] ?? "" : "\\" + name, kind: .character, summary: signs[name] ?? "")
    }
    return completion
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z") || [UInt8(ascii: "^"), UInt8(ascii: "_")].contains(byte)
      || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  /// Greek letters as this language's texts write them (φ and ε are `\phi` and `\epsilon`), and signs of formulas.
  static let signs: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ϵ", "zeta": "ζ", "eta": "η",
    "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο",
    "pi": "π", "varpi": "ϖ", "rho": "ρ", "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "φ",
    "varphi": "ϕ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ",
    "Psi": "Ψ", "Omega": "Ω",
    "ell": "ℓ", "hbar": "ℏ", "partial": "∂", "nabla": "∇", "aleph": "ℵ", "Re": "ℜ", "Im": "ℑ",
    "bbR": "ℝ", "bbN": "ℕ", "bbZ": "ℤ", "bbE": "𝔼", "scrL": "ℒ", "prime": "′",
    "hat": "\u{302}", "bar": "\u{304}", "tilde": "\u{303}", "dot": "\u{307}",
    "_0": "₀", "_1": "₁", "_2": "₂", "_3": "₃", "_4": "₄", "_5": "₅", "_6": "₆", "_7": "₇", "_8": "₈", "_9": "₉",
    "^+": "⁺", "^-": "⁻",
    "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈", "equiv": "≡", "sim": "∼", "propto": "∝",
    "ll": "≪", "gg": "≫", "pm": "±", "mp": "∓", "times": "×", "div": "÷", "cdot": "·", "circ": "∘", "odot": "⊙", "oplus": "⊕",
    "otimes": "⊗", "sqrt": "√", "infty": "∞", "sum": "∑", "prod": "∏", "int": "∫", "in": "∈", "notin": "∉", "subset": "⊂",
    "subseteq": "⊆", "cup": "∪", "cap": "∩", "emptyset": "∅", "forall": "∀", "exists": "∃", "neg": "¬", "land": "∧", "lor": "∨",
    "to": "→", "rightarrow": "→", "leftarrow": "←", "Rightarrow": "⇒", "mapsto": "↦", "dots": "…", "ldots": "…", "degree": "°",
    "langle": "⟨", "rangle": "⟩", "Vert": "‖", "perp": "⊥", "top": "⊤",
  ]
}
