class Gouji < Formula
  desc "Linter for Chinese government annual reports"
  homepage "https://example.org/owner/gouji"
  version "1.2.3"
  license "MIT"

  on_macos do
    on_arm do
      url "https://example.org/owner/gouji/releases/download/v1.2.3/gouji-aarch64-apple-darwin.tar.gz"
      sha256 "0000000000000000000000000000000000000000000000000000000000000004"
    end
    on_intel do
      url "https://example.org/owner/gouji/releases/download/v1.2.3/gouji-x86_64-apple-darwin.tar.gz"
      sha256 "0000000000000000000000000000000000000000000000000000000000000003"
    end
  end

  on_linux do
    on_arm do
      url "https://example.org/owner/gouji/releases/download/v1.2.3/gouji-aarch64-unknown-linux-musl.tar.gz"
      sha256 "0000000000000000000000000000000000000000000000000000000000000001"
    end
    on_intel do
      url "https://example.org/owner/gouji/releases/download/v1.2.3/gouji-x86_64-unknown-linux-musl.tar.gz"
      sha256 "0000000000000000000000000000000000000000000000000000000000000000"
    end
  end

  def install
    bin.install "gouji"
    man1.install Dir["man/*.1"]
    bash_completion.install "completions/gouji"
    zsh_completion.install "completions/_gouji"
    fish_completion.install "completions/gouji.fish"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/gouji --version")
    (testpath/"notes.txt").write "no report\n"
    system bin/"gouji", "check", "--allow-none", "notes.txt"
  end
end
