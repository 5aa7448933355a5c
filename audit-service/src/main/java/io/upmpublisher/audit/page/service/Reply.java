package io.upmpublisher.audit.page.service;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.upmpublisher.web.problem.InvalidField;

/** What a service answered to what somebody wanted of it. */
public sealed interface Reply {

    record Done(JsonNode body) implements Reply {
    }

    /**
     * It was asked for something that it does not do as things are, or as it was put.
     *
     * @param code the last part of the problem's type
     */
    record Refused(int status, String code, String title, String detail, List<InvalidField> errors) implements Reply {
    }
}
