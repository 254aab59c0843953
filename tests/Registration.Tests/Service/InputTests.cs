using System.Text;

namespace Clinic.Registration.Tests.Service;

/// <summary>Whoever types something wrong is told which member it is, what is wrong and what is allowed.</summary>
[Collection(SharedService.Name)]
public sealed class InputTests(RegistrationService service)
{
    [Theory]
    [
        InlineData("""{"page":}""", "body", "no JSON"),
        InlineData("", "body", "is missing"),
        InlineData("""{"branchId":"GUID","page":{}}""", "id", "is missing; allowed is a UUID"),
        InlineData("""{"id":"GUID","branchId":"GUID"}""", "page", "is missing; allowed is an object of name, sex"),
        InlineData("""{"id":"x","branchId":"GUID","page":{}}""", "id", "cannot be read; allowed is a UUID"),
        InlineData("""{"id":"GUID","branchId":"GUID","page":{"sex":"man"}}""", "page.sex", "one of Female, Male, Unspecified"),
        InlineData("""{"id":"GUID","branchId":"GUID","page":{"birthDate":"17.5.1988"}}""", "page.birthDate", "a day as 2026-03-02"),
        InlineData("""{"id":"GUID","branchId":"GUID","page":{"surname":"x"}}""", "page.surname", "Nobody asks for this"),
        InlineData("""{"id":"GUID","branchId":"GUID","page":{"name":1}}""", "page.name", "a text of whole characters"),
        InlineData("""{"id":"GUID","branchId":"GUID","page":{"name":"a","name":"b"}}""", "page.name", "twice"),
        InlineData("""{"id":"GUID","branchId":"GUID","page":{"name":"\uFFFE"}}""", "page.name", "U+FFFE, which is no character"),
        InlineData("""{"id":"GUID","branchId":"GUID","page":{"name":"\uD800"}}""", "page.name", "allowed"),
        InlineData("""{"id":"GUID","branchId":"GUID","page":{"name":"\u202Ea"}}""", "page.name", "direction of reading (U+202E)"),
        InlineData("""{"id":"GUID","branchId":"GUID","page":{"phone":"12345"}}""", "page.phone", "+852 2345 6789"),
        InlineData(
            """{"id":"GUID","branchId":"GUID","page":{"phone":"13800138000","noPhone":"Child"}}""",
            "page.phone",
            "HasNone, Declined"
        ),
        InlineData("""{"id":"GUID","branchId":"GUID","page":{"idNumber":"A123456788"}}""", "page.idNumber", "check digit"),
        InlineData("""{"id":"GUID","branchId":"GUID","page":{"idKind":"Passport"}}""", "page.idNumber", "is missing"),
        InlineData("""{"id":"00000000-0000-0000-0000-000000000000","branchId":"GUID","page":{}}""", "id", "not all zeros")
    ]
    public async Task A_body_that_is_wrong_is_answered_with_the_member_and_what_it_takes(string body, string member, string words)
    {
        var site = await service.OpenSite(doctors: 0);
        var sent = body.Replace("\"id\":\"GUID\"", $"\"id\":\"{Guid.CreateVersion7()}\"", StringComparison.Ordinal)
            .Replace("GUID", site.Branch.ToString(), StringComparison.Ordinal);

        var answer = await site.Desk.Raw(HttpMethod.Post, "/front-pages", new StringContent(sent, Encoding.UTF8, "application/json"));

        Says(answer, member, words);
    }

    [Theory]
    [
        InlineData("/visits?branch=BRANCH&colour=red", "colour", "allowed is one of branch"),
        InlineData("/visits", "branch", "is missing; allowed is a UUID"),
        InlineData("/visits?branch=here", "branch", "cannot be read; allowed is a UUID"),
        InlineData("/front-pages?branch=BRANCH&limit=0", "limit", "between 1 and 200"),
        InlineData("/clients/BRANCH/contact?purpose=Curiosity", "purpose", "Visit, FollowUp"),
        InlineData("/visits?branch=BRANCH&day=0001-01-01", "day", "1900 to 2199"),
        InlineData("/visits?branch={BRANCH}", "branch", "cannot be read; allowed is a UUID"),
        InlineData("/visits?branch=BRANCH&branch=BRANCH", "branch", "UUID"),
        InlineData("/visits?branch=BRANCH&day=", "day", "allowed is a day as 2026-03-02"),
        InlineData("/visits?branch=BRANCH&day=2026-3-2", "day", "cannot be read; allowed is a day as 2026-03-02"),
        InlineData("/visits?branch=BRANCH&db=1", "db", "Nobody asks for this here"),
        InlineData("/front-pages?branch=BRANCH&limit=+7", "limit", "cannot be read; allowed is a whole number"),
        InlineData("/clients/BRANCH/contact?purpose=visit", "purpose", "Visit, FollowUp"),
        InlineData("/clients/{BRANCH}/contact?purpose=Visit", "clientId", "cannot be read; allowed is a UUID")
    ]
    public async Task An_address_that_is_wrong_is_answered_with_the_parameter_and_what_it_takes(string path, string member, string words)
    {
        var site = await service.OpenSite(doctors: 0);

        var person = path.StartsWith("/clients", StringComparison.Ordinal) ? site.Manager : site.Desk;
        var answer = await person.Get(path.Replace("BRANCH", site.Branch.ToString(), StringComparison.Ordinal));

        Says(answer, member, words);
    }

    [Fact]
    public async Task Two_members_that_are_wrong_are_both_named_and_what_was_typed_is_repeated_nowhere()
    {
        var site = await service.OpenSite(doctors: 0);

        var answer = await site.Desk.Post(
            "/clients/search",
            new
            {
                branchId = site.Branch,
                phone = "secret",
                visitCardNumber = "\uFFFE",
            }
        );

        Assert.Equal(["phone", "visitCardNumber"], answer["errors"].EnumerateObject().Select(error => error.Name).Order());
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
    }

    static void Says(Answer answer, string member, string words)
    {
        Assert.Equal((400, "bad-request"), ((int)answer.Status, answer.Code));
        var sentence = answer["errors"].GetProperty(member)[0].GetString()!;
        Assert.Contains(words, sentence, StringComparison.Ordinal);
        Assert.Contains(sentence, answer["title"].GetString(), StringComparison.Ordinal);
    }
}
