using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Clinic.Payroll.Contracts;
using Clinic.TestSupport;

namespace Clinic.Gateway.Tests.Service;

/// <summary>A site that counts the names tried from an address as a deployed one does.</summary>
public sealed class ThrottleTests(ThrottleTests.Strict site) : IClassFixture<ThrottleTests.Strict>
{
    const string Wrong = "a wrong password";

    public sealed class Strict : TestSite
    {
        protected override IEnumerable<KeyValuePair<string, string>> Settings => [new("Login:NamesPerAddress", "50")];
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task From_the_third_wrong_password_on_a_name_has_to_wait_twice_as_long_each_time_known_or_not(bool known)
    {
        var login = known ? (await site.Staffed(await site.Branch(), Post.Nurse)).Login : "nobody.of.this.name";
        var heldUp = (await site.HeldUp()).Names;
        using Browser browser = new(site);
        for (var wrong = 1; wrong <= 3; wrong++)
            Assert.Equal((HttpStatusCode.Unauthorized, 0), await browser.Try(login, Wrong));

        // The first waits are shorter than a busy machine may take to ask again.
        foreach (var seconds in new[] { 1, 2 })
        {
            await site.Move(TimeSpan.FromSeconds(seconds));
            Assert.Equal((HttpStatusCode.Unauthorized, 0), await browser.Try(login, Wrong));
        }
        foreach (var seconds in new[] { 4, 8, 16, 32, 64 })
        {
            var (status, wait) = await browser.Try(login, TestSite.Password);
            Assert.Equal(HttpStatusCode.TooManyRequests, status);
            Assert.InRange(wait, 1, seconds);
            await site.Move(TimeSpan.FromSeconds(seconds));
            Assert.Equal((HttpStatusCode.Unauthorized, 0), await browser.Try(login, Wrong));
        }

        var (locked, longest) = await browser.Try(login, TestSite.Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, locked);
        Assert.InRange(longest, 800, 900);
        Assert.Equal(heldUp + 1, (await site.HeldUp()).Names);
        if (known)
            Assert.Contains(login, await LockedLogins());
        await Eventually.Sees(
            site.Gateway.ListAlarms,
            alarms => alarms.Contains("guessing-names") && !alarms.Any(alarm => alarm.Contains(login, StringComparison.Ordinal))
        );

        await site.Move(TimeSpan.FromMinutes(15));
        Assert.Equal(known ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, (await browser.Try(login, TestSite.Password)).Status);
        Assert.InRange((await site.HeldUp()).Names, 0, known ? heldUp : heldUp + 1);
    }

    [Fact]
    public async Task The_right_password_wipes_out_the_wrong_ones_before_it()
    {
        var nurse = await site.Staffed(await site.Branch(), Post.Nurse);
        for (var round = 0; round < 3; round++)
        {
            // A new browser each time: on a known one the wrong tries would be counted apart.
            using Browser browser = new(site);
            for (var wrong = 0; wrong < 2; wrong++)
                Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Try(nurse.Login, Wrong)).Status);
            Assert.Equal(HttpStatusCode.OK, (await browser.Try(nurse.Login, TestSite.Password)).Status);
        }
    }

    [Fact]
    public async Task Fifty_wrong_names_from_an_address_make_it_wait_and_not_a_browser_there_that_logged_in_before()
    {
        var (nurse, other) = (await site.Staffed(await site.Branch(), Post.Nurse), await site.Staffed(await site.Branch(), Post.Nurse));
        using Browser known = new(site);
        using Browser guesser = new(site);
        Assert.Equal(HttpStatusCode.OK, (await known.Try(nurse.Login, TestSite.Password)).Status);
        await site.Move(TimeSpan.FromMinutes(6));

        await Task.WhenAll(Enumerable.Range(0, 50).Select(nth => guesser.Try($"guess.{nth}", Wrong)));
        // A machine whose clock is set while this runs begins a new window of counting; the address is stopped in that one.
        for (var nth = 50; nth < 100 && (await guesser.Try($"guess.{nth}", Wrong)).Status != HttpStatusCode.TooManyRequests; nth++) { }

        var (status, wait) = await guesser.Try(nurse.Login, TestSite.Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.InRange(wait, 200, 300);
        Assert.Equal(1, (await site.HeldUp()).Addresses);
        Assert.Equal(HttpStatusCode.OK, (await known.Try(nurse.Login, TestSite.Password)).Status);
        // It is known to the one account only.
        Assert.Equal(HttpStatusCode.TooManyRequests, (await known.Try(other.Login, TestSite.Password)).Status);

        await site.Move(TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.OK, (await guesser.Try(nurse.Login, TestSite.Password)).Status);
        Assert.Equal(0, (await site.HeldUp()).Addresses);
    }

    [Fact]
    public async Task One_name_tried_again_and_again_does_not_make_its_address_wait()
    {
        var nurse = await site.Staffed(await site.Branch(), Post.Nurse);
        await site.Move(TimeSpan.FromMinutes(6));
        using Browser browser = new(site);

        for (var wrong = 0; wrong < 60; wrong++)
            await browser.Try("forgetful.person", Wrong);

        Assert.Equal(HttpStatusCode.OK, (await browser.Try(nurse.Login, TestSite.Password)).Status);
    }

    [Fact]
    public async Task Guessing_at_a_name_holds_up_the_guesser_and_not_the_owner_where_the_owner_logged_in_before()
    {
        var nurse = await site.Staffed(await site.Branch(), Post.Nurse);
        using Browser own = new(site);
        using Browser guesser = new(site);
        Assert.Equal(HttpStatusCode.OK, (await own.Try(nurse.Login, TestSite.Password)).Status);

        await Guess(guesser, nurse.Login);

        Assert.Equal(HttpStatusCode.OK, (await own.Try(nurse.Login, TestSite.Password)).Status);
        // That the owner is here is no reason to let the guesser go on.
        Assert.Equal(HttpStatusCode.TooManyRequests, (await guesser.Try(nurse.Login, Wrong)).Status);
        // Who sits down at the owner's own device is counted like everybody else.
        await Guess(own, nurse.Login);
    }

    [Fact]
    public async Task A_browser_is_known_no_longer_after_a_new_password_or_when_the_administrator_ends_the_sessions()
    {
        var branch = await site.Branch();
        foreach (var byAdministrator in new[] { true, false })
        {
            var nurse = await site.Staffed(branch, Post.Nurse);
            using Browser before = new(site);
            using Browser guesser = new(site);
            Assert.Equal(HttpStatusCode.OK, (await before.Try(nurse.Login, TestSite.Password)).Status);
            var password = byAdministrator ? TestSite.Password : "quite another kind of word";
            if (byAdministrator)
                (await (await site.Admin()).Post($"/api/identity/accounts/{nurse.Id}/sessions/end")).Ok();
            else
                (await nurse.Person.Put("/api/identity/password", new { old = TestSite.Password, @new = password })).Ok();

            await Guess(guesser, nurse.Login);

            Assert.Equal(HttpStatusCode.TooManyRequests, (await before.Try(nurse.Login, password)).Status);
        }
    }

    [Fact]
    public async Task A_cookie_made_by_hand_or_taken_from_another_account_makes_no_device_known()
    {
        var (nurse, other) = (await site.Staffed(await site.Branch(), Post.Nurse), await site.Staffed(await site.Branch(), Post.Nurse));
        using Browser others = new(site);
        using Browser guesser = new(site);
        await others.Try(other.Login, TestSite.Password);
        await Guess(guesser, nurse.Login);
        var good = others.Cookie!;

        foreach (
            var cookie in new[] { "", "A", new string('A', 43), new string('A', 64), good, good + good, new string('A', 5000), "a%00b;=" }
        )
        {
            using Browser forged = new(site, cookie);
            Assert.Equal(HttpStatusCode.TooManyRequests, (await forged.Try(nurse.Login, TestSite.Password)).Status);
        }
    }

    [Fact]
    public async Task A_desk_is_known_to_everybody_who_logged_in_there_and_its_cookie_names_nobody()
    {
        var branch = await site.Branch();
        var (first, second) = (await site.Staffed(branch, Post.Nurse), await site.Staffed(branch, Post.Nurse));
        using Browser desk = new(site);
        using Browser guesser = new(site);
        foreach (var nurse in new[] { first, second, first })
            Assert.Equal(HttpStatusCode.OK, (await desk.Try(nurse.Login, TestSite.Password)).Status);

        foreach (var nurse in new[] { first, second })
        {
            await Guess(guesser, nurse.Login);
            Assert.Equal(HttpStatusCode.OK, (await desk.Try(nurse.Login, TestSite.Password)).Status);
        }
        // The number of the device and two signatures.
        Assert.Equal(64, desk.Cookie!.Length);
        Assert.Contains("httponly", desk.SetCookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", desk.SetCookie, StringComparison.OrdinalIgnoreCase);
    }

    // Until the next try has to wait for half a minute.
    async Task Guess(Browser browser, string login)
    {
        for (var wrong = 0; wrong < 30; wrong++)
        {
            var (status, wait) = await browser.Try(login, Wrong);
            if (wait > 30)
                return;
            if (status == HttpStatusCode.TooManyRequests)
                await site.Move(TimeSpan.FromSeconds(wait));
        }
        Assert.Fail("Nobody stopped the guessing.");
    }

    async Task<List<string?>> LockedLogins() =>
        [
            .. (await (await site.Admin()).Get("/api/identity/accounts?state=Locked"))
                .Ok()["items"]
                .EnumerateArray()
                .Select(line => line.GetProperty("login").GetString()),
        ];

    /// <summary>A browser of its own, which keeps the one cookie it was given.</summary>
    sealed class Browser(TestSite site, string? cookie = null) : IDisposable
    {
        const string Name = "clinic-device=";

        readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = site.Gateway.Address };

        public string? Cookie { get; private set; } = cookie;

        public string SetCookie { get; private set; } = "";

        public async Task<(HttpStatusCode Status, int Wait)> Try(string login, string password)
        {
            using HttpRequestMessage request = new(HttpMethod.Post, "/api/identity/sessions")
            {
                Content = JsonContent.Create(new { login, password }),
            };
            if (Cookie is not null)
                request.Headers.TryAddWithoutValidation("Cookie", Name + Cookie);
            using var answer = await http.SendAsync(request);
            if (answer.Headers.TryGetValues("Set-Cookie", out var given))
            {
                SetCookie = given.Single();
                Cookie = SetCookie[Name.Length..SetCookie.IndexOf(';', StringComparison.Ordinal)];
            }
            return (
                answer.StatusCode,
                answer.Headers.TryGetValues("Retry-After", out var after) ? int.Parse(after.Single(), CultureInfo.InvariantCulture) : 0
            );
        }

        public void Dispose() => http.Dispose();
    }
}
