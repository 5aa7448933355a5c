package io.upmpublisher.publisher.lfs;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import io.upmpublisher.publisher.lfs.LfsPointer.Reading;

/** Whatever a file holds, it is a pointer, none, or one with a flaw that can be told. */
class LfsPointerFuzzTest {

    @FuzzTest(maxDuration = "5m")
    void readsAnyBytes(byte[] content) {
        switch (LfsPointer.read(content)) {
            case Reading.NoPointer none -> assertThat(none).isNotNull();
            case Reading.Valid(LfsPointer pointer) -> assertThat(pointer.size()).isNotNegative();
            case Reading.Invalid(String flaw) -> assertThat(flaw).isNotBlank();
        }
    }
}
