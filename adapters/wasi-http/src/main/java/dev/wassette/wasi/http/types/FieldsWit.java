package dev.wassette.wasi.http.types;

import static dev.wassette.component.host.WitTypes.list;
import static dev.wassette.component.host.WitTypes.own;
import static dev.wassette.component.host.WitTypes.result;
import static dev.wassette.component.host.WitTypes.resultError;
import static dev.wassette.component.host.WitTypes.tuple;
import static dev.wassette.component.host.WitTypes.variant;
import static dev.wassette.component.host.WitTypes.when;
import static dev.wassette.domain.wit.WitType.Primitive.BOOL;
import static dev.wassette.domain.wit.WitType.Primitive.STRING;
import static dev.wassette.domain.wit.WitType.Primitive.U8;
import static dev.wassette.wasi.http.types.TypesWit.FIELDS;
import static dev.wassette.wasi.http.types.TypesWit.resources;

import dev.wassette.component.host.HostCall;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.http.message.FieldMap;
import java.util.List;

/// The functions of `fields`.
final class FieldsWit {
    private FieldsWit() {}

    private static final WitType FIELD_NAME = STRING;
    private static final WitType FIELD_VALUE = list(U8);
    private static final WitType ENTRIES = list(tuple(FIELD_NAME, FIELD_VALUE));
    private static final WitType HEADER_ERROR =
            variant(when("invalid-syntax"), when("forbidden"), when("immutable"));
    private static final WitType DONE = resultError(HEADER_ERROR);

    static void declare(HostInterface.Builder types) {
        types.constructor(FIELDS).returns(own(FIELDS))
                .body(call -> new Fields(resources(call), new FieldMap()).handle())
                .staticFunc(FIELDS, "from-list").param("entries", ENTRIES).returns(result(own(FIELDS), HEADER_ERROR))
                .body(FieldsWit::fromList)
                .method(FIELDS, "get").param("name", FIELD_NAME).returns(list(FIELD_VALUE))
                .body(call -> values(self(call).map().get(call.string(1))))
                .method(FIELDS, "has").param("name", FIELD_NAME).returns(BOOL)
                .body(call -> new WitValue.Bool(self(call).map().has(call.string(1))))
                .method(FIELDS, "set").param("name", FIELD_NAME).param("value", list(FIELD_VALUE)).returns(DONE)
                .body(call -> done(() -> self(call).set(call.string(1), values(call))))
                .method(FIELDS, "delete").param("name", FIELD_NAME).returns(DONE)
                .body(call -> done(() -> self(call).delete(call.string(1))))
                .method(FIELDS, "append").param("name", FIELD_NAME).param("value", FIELD_VALUE).returns(DONE)
                .body(call -> done(() -> self(call).append(call.string(1), call.bytes(2))))
                .method(FIELDS, "entries").returns(ENTRIES)
                .body(call -> entries(self(call).map()))
                .method(FIELDS, "clone").returns(own(FIELDS))
                .body(call -> new Fields(resources(call), self(call).map().copy()).handle());
    }

    private static Fields self(HostCall call) {
        return call.resource(0, Fields.class);
    }

    private static WitValue fromList(HostCall call) {
        var fields = new Fields(resources(call), new FieldMap());
        try {
            for (WitValue entry : call.list(0)) {
                List<WitValue> parts = ((WitValue.Tuple) entry).elements();
                fields.append(((WitValue.Str) parts.get(0)).value(), ((WitValue.Bytes) parts.get(1)).bytes());
            }
            return WitValue.Result.ok(fields.handle());
        } catch (HeaderError e) {
            fields.drop();
            return WitValue.Result.error(e.value());
        }
    }

    private static List<byte[]> values(HostCall call) {
        return call.list(2).stream().map(value -> ((WitValue.Bytes) value).bytes()).toList();
    }

    private static WitValue values(List<byte[]> values) {
        return new WitValue.ListOf(values.stream().<WitValue>map(WitValue.Bytes::new).toList());
    }

    private static WitValue entries(FieldMap map) {
        return new WitValue.ListOf(map.entries().stream()
                .<WitValue>map(entry -> new WitValue.Tuple(
                        List.of(new WitValue.Str(entry.name()), new WitValue.Bytes(entry.value()))))
                .toList());
    }

    private static WitValue done(Change change) {
        try {
            change.run();
            return WitValue.Result.ok();
        } catch (HeaderError e) {
            return WitValue.Result.error(e.value());
        }
    }

    @FunctionalInterface
    private interface Change {
        void run() throws HeaderError;
    }
}
