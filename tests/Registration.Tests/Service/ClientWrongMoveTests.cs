using System.Net;
using System.Text;

namespace Clinic.Registration.Tests.Service;

public sealed class ClientWrongMoveTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    static readonly string[] Rights =
    [
        "clients.register",
        "clients.correct",
        "clients.read",
        "clients.contact",
        "clients.unmask",
        "clients.merge",
        "clients.charts",
        "clients.disclose",
        "clients.segments",
        "clients.care",
        "clients.forget",
        "clients.diseases",
        "clients.statistics",
        "visits.statistics",
        "visits.check-in",
        "visits.treat",
        "directory.write",
        "directory.read",
    ];

    static readonly string[] Nonsense =
    [
        "",
        "null",
        "[]",
        "\"x\"",
        "{\"id\":",
        "{\"surprise\":1}",
        "{\"reason\":\"a\",\"reason\":\"b\"}",
        "{\"__proto__\":{}}",
        "{\"reason\":{\"reason\":{}}}",
    ];

    [Fact]
    [Rule("R-107")]
    public async Task On_every_act_about_clients_nonsense_strangers_and_people_without_the_right_are_refused_and_change_nothing()
    {
        var (site, other) = (await service.OpenSite(), await service.OpenSite(doctors: 0));
        var acts = await Acts(site);
        var (insider, stranger, powerless) = (
            service.At(site.Branch, Rights),
            service.At(other.Branch, Rights),
            service.At(site.Branch, "visits.read")
        );
        var before = await Written();

        foreach (var (method, path, body) in acts)
        {
            foreach (var nonsense in Nonsense)
            {
                // An act that says nothing but that it happened is content with an empty object only.
                var answer = await insider.Raw(method, path, new StringContent(nonsense, Encoding.UTF8, "application/json"));
                Assert.True(
                    answer.Status == HttpStatusCode.BadRequest && answer.Code == "bad-request",
                    $"{method} {path} {nonsense}: {answer.Text}"
                );
            }
            Assert.Equal(
                "unsupported-media-type",
                (await insider.Raw(method, path, new StringContent("x", Encoding.UTF8, "text/plain"))).Code
            );
            Assert.True((await Send(stranger, method, path, body)).Refused("not-found"), $"{method} {path} by a stranger");
            Assert.True((await Send(powerless, method, path, body)).Refused("forbidden"), $"{method} {path} without the right");
            Assert.Equal("unauthenticated", (await Answered(method, path)).Code);
        }
        Assert.Equal(before, await Written());
    }

    [Fact]
    public async Task Every_list_and_report_refuses_strangers_people_without_the_right_and_questions_that_make_no_sense()
    {
        var (site, other) = (await service.OpenSite(doctors: 0), await service.OpenSite(doctors: 0));
        var (client, stranger, powerless) = (
            await site.NewClient(),
            service.At(other.Branch, Rights),
            service.At(site.Branch, "visits.read")
        );
        var branch = $"branch={site.Branch}";

        foreach (
            var path in new[]
            {
                $"/front-pages?{branch}",
                $"/chart-errors?{branch}",
                $"/members?{branch}",
                $"/member-levels?{branch}",
                $"/campaigns?{branch}",
                $"/segments/Key/clients?{branch}",
                $"/clients/{client}/consents",
                $"/clients/{client}/duplicates",
                $"/reports/first-and-return?{branch}&from=2026-01-01&to=2026-01-02",
                $"/reports/return-rate?{branch}&month=2026-01-01",
                $"/reports/client-needs?{branch}&month=2026-01-01",
                $"/reports/disease-spectrum?{branch}&month=2026-01-01",
                $"/reports/segments?{branch}",
                $"/reports/completeness?{branch}",
            }
        )
        {
            Assert.True((await stranger.Get(path)).Refused("not-found"), path);
            Assert.True((await powerless.Get(path)).Refused("forbidden"), path);
            (await service.At(site.Branch, Rights).Get(path)).Ok();
        }
        foreach (
            var path in new[]
            {
                "/front-pages?branch=x",
                $"/front-pages?{branch}&limit=0",
                $"/members?{branch}&status=Asleep",
                $"/segments/Rich/clients?{branch}",
                $"/campaigns?{branch}&after=x",
                $"/reports/client-needs?{branch}&month=2026-02-30",
            }
        )
            Assert.Equal(HttpStatusCode.BadRequest, (await service.At(site.Branch, Rights).Get(path)).Status);
    }

    static async Task<List<(HttpMethod Method, string Path, object Body)>> Acts(TestSite site)
    {
        var (client, second, page, level, member, campaign, consent) = (
            await site.NewClient("Li Na"),
            await site.NewClient("Chen Mei"),
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            Guid.CreateVersion7()
        );
        var visit = (await (await site.CheckInNewClient()).Until("plan")).Id;
        (
            await site.Desk.Post(
                "/front-pages",
                new
                {
                    id = page,
                    branchId = site.Branch,
                    page = new { name = "Wu Yi" },
                }
            )
        ).Ok();
        (
            await site.Desk.Post(
                $"/clients/{client}/consents",
                new
                {
                    id = consent,
                    kind = "Care",
                    documentNumber = "C-1",
                }
            )
        ).Ok();
        (
            await site.Manager.Put(
                $"/member-levels/{level}",
                new
                {
                    branchId = site.Branch,
                    code = "SILVER",
                    name = "Silver",
                }
            )
        ).Ok();
        (
            await site.Desk.Post(
                "/members",
                new
                {
                    id = member,
                    clientId = client,
                    levelId = level,
                }
            )
        ).Ok();
        (
            await site.Manager.Post(
                "/campaigns",
                new
                {
                    id = campaign,
                    branchId = site.Branch,
                    title = "spring",
                    kind = "Care",
                    segment = "Key",
                    plannedFor = "2027-03-01",
                }
            )
        ).Ok();
        var (error, merge) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        (
            await site.Manager.Post(
                $"/clients/{client}/chart-errors",
                new
                {
                    id = error,
                    kind = "WrongEntry",
                    finding = "x",
                }
            )
        ).Ok();
        (
            await site.Manager.Post(
                $"/clients/{await site.NewClient("Xu Er")}/merge",
                new
                {
                    id = merge,
                    intoId = second,
                    reason = "same",
                }
            )
        ).Ok();
        var (disclosures, id, nothing) = (
            new
            {
                cause = true,
                prognosis = true,
                risk = true,
                price = true,
                cycle = true,
            },
            Guid.CreateVersion7(),
            new { }
        );
        var (post, put) = (HttpMethod.Post, HttpMethod.Put);
        return
        [
            (
                post,
                "/front-pages",
                new
                {
                    id,
                    branchId = site.Branch,
                    page = new { name = "Wu Yi" },
                }
            ),
            (put, $"/front-pages/{page}", new { page = new { name = "Wu Yi", sex = "Male" } }),
            (post, $"/front-pages/{page}/chart", nothing),
            (post, $"/front-pages/{page}/putting-away", new { reason = "gone" }),
            (post, $"/clients/{client}/visit-cards", new { id, reason = "Lost" }),
            (
                post,
                $"/clients/{client}/chart-errors",
                new
                {
                    id,
                    kind = "WrongEntry",
                    finding = "x",
                }
            ),
            (
                post,
                $"/clients/{client}/consents",
                new
                {
                    id,
                    kind = "Marketing",
                    documentNumber = "C-2",
                }
            ),
            (post, $"/clients/{client}/consents/{consent}/withdrawal", new { reason = "no more" }),
            (
                post,
                $"/clients/{client}/disclosures",
                new
                {
                    id,
                    consentId = consent,
                    fields = new[] { "Visits" },
                    purpose = "claim",
                }
            ),
            (post, $"/clients/{client}/unmasking", new { fields = new[] { "Phone" }, reason = "must call" }),
            (post, $"/clients/{client}/forgetting", new { reason = "own wish" }),
            (
                post,
                $"/clients/{client}/merge",
                new
                {
                    id,
                    intoId = second,
                    reason = "same",
                }
            ),
            (put, $"/clients/{client}/segment", new { segment = "Key", reason = "mayor" }),
            (post, $"/client-merges/{merge}/separation", new { reason = "brothers" }),
            (post, $"/chart-errors/{error}/correction", nothing),
            (put, $"/visits/{visit}/type", new { type = "Return", reason = "treated before" }),
            (
                post,
                $"/visits/{visit}/items-return",
                new
                {
                    frontPage = true,
                    idCard = true,
                    visitCard = true,
                    rose = true,
                    othersQueue = false,
                }
            ),
            (
                put,
                $"/member-levels/{level}",
                new
                {
                    branchId = site.Branch,
                    code = "SILVER",
                    name = "Blue",
                }
            ),
            (
                post,
                "/members",
                new
                {
                    id,
                    clientId = second,
                    levelId = level,
                }
            ),
            (put, $"/members/{member}/level", new { levelId = level, reason = "x" }),
            (post, $"/members/{member}/closure", new { reasonCode = "OwnWish" }),
            (
                post,
                "/campaigns",
                new
                {
                    id,
                    branchId = site.Branch,
                    title = "spring",
                    kind = "Care",
                    segment = "Key",
                    plannedFor = "2027-03-01",
                }
            ),
            (post, $"/campaigns/{campaign}/sending", nothing),
            (post, $"/campaigns/{campaign}/measurement", nothing),
            (
                post,
                $"/visits/{visit}/consent-form",
                new
                {
                    purpose = "x",
                    method = "y",
                    cautions = "z",
                    items = new[] { "filling" },
                }
            ),
            (post, $"/visits/{visit}/consent-explanation", new { disclosures, confident = true }),
            (post, $"/visits/{visit}/consent-withdrawal", new { reason = "afraid" }),
            (
                post,
                $"/visits/{visit}/plan-revision",
                new
                {
                    history = "a",
                    examination = "b",
                    plan = "c",
                    reason = "d",
                }
            ),
        ];
    }

    static Task<Answer> Send(Person who, HttpMethod method, string path, object body) =>
        method == HttpMethod.Put ? who.Put(path, body) : who.Post(path, body);

    async Task<Answer> Answered(HttpMethod method, string path)
    {
        var nobody = new Person(service.Anonymous, Guid.CreateVersion7(), () => "forged.token.here");
        return await Send(nobody, method, path, new { });
    }

    Task<List<long>> Written() =>
        service.Database.Sql<long>(
            """
            SELECT (SELECT count(*) FROM audit WHERE kind <> 'read') + (SELECT count(*) FROM trail) + (SELECT count(*)
              FROM unmasking) + (SELECT count(*) FROM disclosure) + (SELECT count(*) FROM items_returned)
              + (SELECT count(*) FROM chart_entry) + (SELECT count(*) FROM campaign_target) + (SELECT count(*)
                FROM visit_card) + (SELECT count(*) FROM forgetting) + (SELECT count(*) FROM segment_change)
            """
        );
}
