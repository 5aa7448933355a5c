package io.upmpublisher.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppKeyTest {

    private static final KeyPair KEYS = AppKeys.pair(2048);

    @Test
    void readsAKeyAsGitHubGivesIt() {
        assertThat(AppKey.read(AppKeys.pkcs1(KEYS))).isEqualTo(KEYS.getPrivate());
    }

    @Test
    void readsAKeyAsOtherToolsGiveIt() {
        assertThat(AppKey.read(AppKeys.pkcs8(KEYS))).isEqualTo(KEYS.getPrivate());
    }

    @Test
    void readsAKeyOnOneLine() {
        assertThat(AppKey.read(AppKeys.pkcs1(KEYS).replace("\n", "\\n"))).isEqualTo(KEYS.getPrivate());
        assertThat(AppKey.read(AppKeys.pkcs8(KEYS).replace("\n", "\\r\\n"))).isEqualTo(KEYS.getPrivate());
        assertThat(AppKey.read(AppKeys.pkcs8(KEYS).replace("\n", " "))).isEqualTo(KEYS.getPrivate());
    }

    @Test
    void readsAKeyFromAFile(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("app.pem"), AppKeys.pkcs1(KEYS));

        assertThat(AppKey.read(file.toString())).isEqualTo(KEYS.getPrivate());
    }

    @Test
    void saysWhatIsWrongWithoutSayingTheKey() {
        var pem = AppKeys.pkcs1(KEYS);
        var content = pem.split("\n")[3];
        refuses(content, "neither a private key in PEM format nor the path of a file");
        refuses(pem.substring(0, 400), "not a private key in PEM format, or not all of it");
        refuses(pem.replace(content, ""), "damaged");
        refuses(pem.replace(content, "*" + content), "not base64");
        refuses(AppKeys.pem("EC PRIVATE KEY", new byte[100]), "no RSA key");
        refuses(AppKeys.pem("ENCRYPTED PRIVATE KEY", new byte[100]), "encrypted");
        refuses(AppKeys.pem("CERTIFICATE", new byte[100]), "not a private key");
        refuses(AppKeys.pkcs8(AppKeys.pair(1024)), "shorter than 2048 bits");
    }

    private static void refuses(String setting, String sentence) {
        assertThatThrownBy(() -> AppKey.read(setting)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("GITHUB_APP_PRIVATE_KEY").hasMessageContaining(sentence).hasNoCause()
                .satisfies(thrown -> assertThat(thrown.getMessage()).hasSizeLessThan(150));
    }
}
