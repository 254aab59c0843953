using System.Text;
using System.Text.Json;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

[Collection(SharedService.Name)]
public sealed class WrongMovesTests(PayrollService payroll)
{
    [Fact]
    public async Task A_read_refuses_a_parameter_it_does_not_know_and_a_number_for_a_word() =>
        Assert.Equal([], await EveryQuestion.NotRefused(payroll));

    [Fact]
    public async Task A_day_that_no_clinic_has_is_refused_wherever_one_is_taken() => Assert.Equal([], await EveryDay.NotRefused(payroll));

    static readonly Dictionary<string, (string Permission, object Body)> Acts = new()
    {
        ["post"] = ("employees.adjust", new { newPost = "Guide", reason = "needed there" }),
        ["base-grade"] = (
            "employees.pay",
            new
            {
                baseGrade = "G4",
                basePay = new { amount = 7000, currency = "CNY" },
                from = "2024-02-01",
                reason = "yearly talk",
            }
        ),
        ["departure"] = ("employees.leave", new { reasonCode = "resigned", lastDay = "2024-01-31" }),
        ["confidentiality-agreement"] = ("employees.sign", new { documentVersion = "2024-1" }),
    };

    public static TheoryData<string> EveryAct => [.. Acts.Keys];

    static readonly Dictionary<string, (string Permission, object Body)> Corrections = new()
    {
        ["departure/withdrawal"] = ("employees.leave", new { reason = "the wrong person" }),
        ["hire-withdrawal"] = ("employees.hire", new { reason = "the wrong branch" }),
    };

    public static TheoryData<string> EveryCorrection => [.. Corrections.Keys];

    public static TheoryData<string> EveryEdit => ["post", "base-grade", "departure"];

    [Theory]
    [MemberData(nameof(EveryAct))]
    public async Task An_act_without_its_permission_is_forbidden(string act)
    {
        var site = await payroll.OpenBranch();
        var (id, etag) = await site.Hire();
        var others = TestSite.Everything.Where(permission => permission != Acts[act].Permission).ToArray();

        await Refused("forbidden", () => payroll.At(site.Id, others).Post($"/employees/{id}/{act}", Acts[act].Body, etag));
    }

    [Theory]
    [MemberData(nameof(EveryAct))]
    public async Task An_act_on_a_person_of_another_branch_finds_nobody(string act)
    {
        var (site, other) = (await payroll.OpenBranch(), await payroll.OpenBranch());
        var (id, etag) = await site.Hire();

        await Refused("not-found", () => other.Hr.Post($"/employees/{id}/{act}", Acts[act].Body, etag));
        await Refused("not-found", () => site.Hr.Post($"/employees/{Guid.CreateVersion7()}/{act}", Acts[act].Body, etag));
        await Refused("not-found", () => site.Hr.Post($"/employees/not-an-id/{act}", Acts[act].Body, etag));
    }

    [Theory]
    [MemberData(nameof(EveryCorrection))]
    public async Task A_correction_without_its_right_its_person_its_version_or_its_reason_is_refused(string act)
    {
        var (site, other) = (await payroll.OpenBranch(), await payroll.OpenBranch());
        var (id, etag) = await site.Hire();
        var (permission, body) = Corrections[act];
        var others = TestSite.Everything.Where(granted => granted != permission).ToArray();

        await Refused("forbidden", () => payroll.At(site.Id, others).Post($"/employees/{id}/{act}", body, etag));
        await Refused("not-found", () => other.Hr.Post($"/employees/{id}/{act}", body, etag));
        await Refused("not-found", () => site.Hr.Post($"/employees/{Guid.CreateVersion7()}/{act}", body, etag));
        await Refused("if-match-required", () => site.Hr.Post($"/employees/{id}/{act}", body));
        await Refused("stale", () => site.Hr.Post($"/employees/{id}/{act}", body, "\"0\""));
        await Refused("bad-request", () => site.Hr.Post($"/employees/{id}/{act}", new { reason = " " }, etag));
    }

    [Theory]
    [MemberData(nameof(EveryEdit))]
    public async Task An_edit_without_a_version_or_on_an_old_one_is_refused(string act)
    {
        var site = await payroll.OpenBranch();
        var (id, etag) = await site.Hire();
        (await site.Hr.Post($"/employees/{id}/post", new { newPost = "Greeter", reason = "changed meanwhile" }, etag)).Ok();

        await Refused("if-match-required", () => site.Hr.Post($"/employees/{id}/{act}", Acts[act].Body));
        await Refused("stale", () => site.Hr.Post($"/employees/{id}/{act}", Acts[act].Body, etag));
        await Refused("stale", () => site.Hr.Post($"/employees/{id}/{act}", Acts[act].Body, "*"));
    }

    [Theory]
    [MemberData(nameof(EveryEdit))]
    public async Task Nobody_decides_about_their_own_employment(string act)
    {
        var site = await payroll.OpenBranch();
        var (id, etag) = await site.Hire();

        await Refused(
            "own-employment",
            () => payroll.As(id, (site.Id, TestSite.Everything)).Post($"/employees/{id}/{act}", Acts[act].Body, etag)
        );
    }

    [Theory]
    [MemberData(nameof(EveryAct))]
    public async Task Nothing_more_happens_to_a_person_who_left(string act)
    {
        var site = await payroll.OpenBranch();
        var (id, etag) = await site.Hire();
        var left = (await site.Hr.Post($"/employees/{id}/departure", new { reasonCode = "retired", lastDay = "2024-01-30" }, etag)).Ok();

        await Refused("employee-left", () => site.Hr.Post($"/employees/{id}/{act}", Acts[act].Body, left.ETag));
    }

    [Fact]
    public async Task A_hiring_for_a_branch_out_of_sight_finds_nothing()
    {
        var (site, other) = (await payroll.OpenBranch(), await payroll.OpenBranch());

        await Refused("not-found", () => site.Hr.Post("/employees", other.Application(Guid.CreateVersion7())));
    }

    [Fact]
    public async Task A_hiring_for_a_branch_not_heard_of_waits() =>
        await Refused(
            "branch-not-known",
            () => payroll.InGroup("employees.hire").Post("/employees", payroll.BranchNotHeardOf().Application(Guid.CreateVersion7()))
        );

    [Fact]
    public async Task A_hiring_under_a_supervisor_nobody_knows_is_refused()
    {
        var site = await payroll.OpenBranch();

        await Refused(
            "supervisor-not-known",
            () => site.Hr.Post("/employees", site.Application(Guid.CreateVersion7(), supervisorId: Guid.CreateVersion7()))
        );
    }

    [Fact]
    public async Task A_hiring_with_a_first_day_out_of_reason_is_refused()
    {
        var site = await payroll.OpenBranch();

        await Refused(
            "hire-date-out-of-range",
            () => site.Hr.Post("/employees", site.Application(Guid.CreateVersion7(), hireDate: "1915-01-05"))
        );
        await Refused(
            "hire-date-out-of-range",
            () => site.Hr.Post("/employees", site.Application(Guid.CreateVersion7(), hireDate: "1949-12-31"))
        );
        await Refused(
            "hire-date-out-of-range",
            () => site.Hr.Post("/employees", site.Application(Guid.CreateVersion7(), hireDate: "2199-12-31"))
        );
    }

    [Fact]
    public async Task Days_that_cannot_be_are_refused()
    {
        var site = await payroll.OpenBranch();
        var (id, etag) = await site.Hire();

        await Refused(
            "last-day-out-of-range",
            () => site.Hr.Post($"/employees/{id}/departure", new { reasonCode = "resigned", lastDay = "2099-01-01" }, etag)
        );
        await Refused(
            "last-day-out-of-range",
            () => site.Hr.Post($"/employees/{id}/departure", new { reasonCode = "resigned", lastDay = "2199-12-31" }, etag)
        );
        await Refused(
            "last-day-before-hire",
            () => site.Hr.Post($"/employees/{id}/departure", new { reasonCode = "resigned", lastDay = "1900-01-01" }, etag)
        );
        await Refused(
            "signed-too-early",
            () => site.Hr.Post($"/employees/{id}/confidentiality-agreement", new { documentVersion = "2024-1", signedOn = "1900-01-01" })
        );
        await Refused(
            "last-day-before-hire",
            () => site.Hr.Post($"/employees/{id}/departure", new { reasonCode = "resigned", lastDay = "2024-01-04" }, etag)
        );
        await Refused(
            "signed-in-future",
            () => site.Hr.Post($"/employees/{id}/confidentiality-agreement", new { documentVersion = "2024-1", signedOn = "2099-01-01" })
        );
        await Refused("grade-from-not-later", () => site.Hr.Post($"/employees/{id}/base-grade", Grade("2024-01-05", "CNY"), etag));
        await Refused("grade-from-too-far", () => site.Hr.Post($"/employees/{id}/base-grade", Grade("2199-12-31", "CNY"), etag));
        await Refused("other-currency", () => site.Hr.Post($"/employees/{id}/base-grade", Grade("2024-02-01", "EUR"), etag));
        await Refused("range-turned", () => site.Hr.Get("/accruals?from=2024-02-02&to=2024-02-01"));

        static object Grade(string from, string currency) =>
            new
            {
                baseGrade = "G4",
                basePay = new { amount = 7000, currency },
                from,
                reason = "yearly talk",
            };
    }

    [Theory]
    [InlineData("id", "\"00000000-0000-0000-0000-000000000000\"")]
    [InlineData("id", "\"no-id\"")]
    [InlineData("name", "\"   \"")]
    [InlineData("name", "\"two\\nlines\"")]
    [InlineData("name", "\"half \\ud800\"")]
    [InlineData("name", "\"nul \\u0000\"")]
    [InlineData("name", "null")]
    [InlineData("post", "\"Emperor\"")]
    [InlineData("post", "3")]
    [InlineData("baseGrade", "\"G100\"")]
    [InlineData("baseGrade", "\"g3\"")]
    [InlineData("baseGrade", "\"\"")]
    [InlineData("mobile", "\"\"")]
    [InlineData("basePay", "{\"amount\":5,\"currency\":\"\"}")]
    [InlineData("basePay", "{\"amount\":0,\"currency\":\"CNY\"}")]
    [InlineData("basePay", "{\"amount\":-1,\"currency\":\"CNY\"}")]
    [InlineData("basePay", "{\"amount\":1.005,\"currency\":\"CNY\"}")]
    [InlineData("basePay", "{\"amount\":1e400,\"currency\":\"CNY\"}")]
    [InlineData("basePay", "{\"amount\":\"5\",\"currency\":\"CNY\"}")]
    [InlineData("basePay", "{\"amount\":1000000000000000,\"currency\":\"CNY\"}")]
    [InlineData("basePay", "{\"amount\":5,\"currency\":\"yuan\"}")]
    [InlineData("basePay", "{\"amount\":5}")]
    [InlineData("hireDate", "\"2024-02-30\"")]
    [InlineData("hireDate", "\"115-01-05\"")]
    [InlineData("mobile", "\"138-0000\"")]
    [InlineData("mobile", "\"１３８００００\"")]
    [InlineData("salary", "1")]
    [InlineData("__proto__", "{}")]
    public async Task A_hiring_with_a_member_that_cannot_be_is_a_bad_request(string member, string value)
    {
        var site = await payroll.OpenBranch();
        var body = JsonSerializer.SerializeToNode(site.Application(Guid.CreateVersion7()), JsonSerializerOptions.Web)!.AsObject();
        body.Remove(member);
        var text = $"{{\"{member}\":{value},{body.ToJsonString()[1..]}";

        await Refused("bad-request", () => Send(site, "/employees", text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("{")]
    [InlineData("{} trailing")]
    [InlineData("{ /* comment */ }")]
    [InlineData("{'a':1}")]
    public async Task A_body_that_is_no_hiring_is_a_bad_request(string body)
    {
        var site = await payroll.OpenBranch();

        await Refused("bad-request", () => Send(site, "/employees", body));
    }

    [Theory]
    [InlineData("post", """{"newPost":"Emperor","reason":"x"}""")]
    [InlineData("post", """{"newPost":"Guide"}""")]
    [InlineData("post", """{"newPost":"Guide","reason":" "}""")]
    [InlineData("base-grade", """{"baseGrade":"G4","basePay":{"amount":1.234,"currency":"CNY"},"from":"2024-02-01","reason":"x"}""")]
    [InlineData("base-grade", """{"baseGrade":"G4","basePay":{"amount":1,"currency":"CNY"},"from":"tomorrow","reason":"x"}""")]
    [InlineData("departure", """{"reasonCode":"she was tired of it"}""")]
    [InlineData("departure", """{"reasonCode":""}""")]
    [InlineData("departure", """{"lastDay":"2024-01-31"}""")]
    [InlineData("confidentiality-agreement", """{"documentVersion":"../../etc"}""")]
    [InlineData("confidentiality-agreement", """{"documentVersion":""}""")]
    [InlineData("confidentiality-agreement", """{"documentVersion":"1","documentVersion":"2"}""")]
    public async Task An_act_with_a_member_that_cannot_be_is_a_bad_request(string act, string body)
    {
        var site = await payroll.OpenBranch();
        var (id, _) = await site.Hire();

        await Refused("bad-request", () => Send(site, $"/employees/{id}/{act}", body));
    }

    [Theory]
    [InlineData("/employees?limit=0")]
    [InlineData("/employees?limit=201")]
    [InlineData("/employees?limit=many")]
    [InlineData("/employees?post=Emperor")]
    [InlineData("/employees?branch=1")]
    [InlineData("/accruals?limit=-1")]
    [InlineData("/accruals?from=2024-02-30")]
    [InlineData("/accruals/mine?limit=1000000000")]
    public async Task A_question_that_cannot_be_is_a_bad_request(string path)
    {
        var site = await payroll.OpenBranch();

        await Refused("bad-request", () => site.Hr.Get(path));
    }

    [Fact]
    public async Task Another_kind_of_body_and_a_body_too_large_are_refused_by_their_own_codes()
    {
        var site = await payroll.OpenBranch();
        using StringContent xml = new("<a/>", Encoding.UTF8, "application/xml");
        using StringContent large = new($"{{\"name\":\"{new string('x', 1_100_000)}\"}}", Encoding.UTF8, "application/json");

        await Refused("unsupported-media-type", () => site.Hr.Raw(HttpMethod.Post, "/employees", xml));
        await Refused("too-large", () => site.Hr.Raw(HttpMethod.Post, "/employees", large));
    }

    [Fact]
    public async Task Reading_needs_the_permission_and_the_branch()
    {
        var (site, other) = (await payroll.OpenBranch(), await payroll.OpenBranch());
        var (id, _) = await site.Hire();

        await Refused("not-found", () => other.Hr.Get($"/employees/{id}"));
        await Refused("forbidden", () => payroll.At(site.Id, "employees.hire").Get($"/employees/{id}"));
        await Refused("forbidden", () => payroll.At(site.Id, "accruals.read-own").Get("/accruals"));
        await Refused("forbidden", () => payroll.At(site.Id, "employees.read").Get("/accruals/mine"));
        await Refused("not-found", () => site.Hr.Get($"/accruals/{Guid.CreateVersion7()}/sources"));
    }

    async Task Refused(string code, Func<Task<Answer>> move)
    {
        var before = await payroll.Fingerprint();

        var answer = await move();

        Assert.True(answer.Refused(code), $"Expected {code}, got {(int)answer.Status} {answer.Text}");
        Assert.DoesNotContain(" at Clinic", answer.Text, StringComparison.Ordinal);
        Assert.Equal(before, await payroll.Fingerprint());
    }

    static async Task<Answer> Send(TestSite site, string path, string body)
    {
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        return await site.Hr.Raw(HttpMethod.Post, path, content);
    }
}
