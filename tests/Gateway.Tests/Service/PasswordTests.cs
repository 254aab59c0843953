using System.Buffers.Binary;
using System.Net;
using Clinic.Payroll.Contracts;

namespace Clinic.Gateway.Tests.Service;

[Collection(SharedSite.Name)]
public sealed class PasswordTests(TestSite site)
{
    [Fact]
    public async Task A_stored_hash_is_PBKDF2_with_SHA512_and_at_least_210000_rounds()
    {
        var stored = Convert.FromBase64String(
            (await site.Gateway.Database.Sql<string>("SELECT password_hash FROM account WHERE user_name = 'administrator'")).Single()
        );

        Assert.Equal(1, stored[0]);
        Assert.Equal(2u, BinaryPrimitives.ReadUInt32BigEndian(stored.AsSpan(1)));
        Assert.InRange(BinaryPrimitives.ReadUInt32BigEndian(stored.AsSpan(5)), 210_000u, uint.MaxValue);
        Assert.InRange(BinaryPrimitives.ReadUInt32BigEndian(stored.AsSpan(9)), 16u, 64u);
    }

    [Fact]
    public async Task A_password_that_is_too_easy_is_refused_and_the_code_stays_good()
    {
        var nurse = await site.Hire(await site.Branch(), Post.Nurse);
        var code = (await site.Invite(nurse, "easy.nurse")).Ok()["code"].GetString();
        string[] easy =
        [
            "short",
            "elevenchars",
            "PassWordPassWord",
            "P@ssw0rd1234",
            "clinic-platform",
            "aaaaaaaaaaaaaaaa",
            "easy.nurse12",
            "Easy-Nurse-2026!",
            new string('x', 120) + "yzabcdefg",
        ];

        foreach (var password in easy)
        {
            var answer = await site.Send(
                "/api/identity/activations",
                new
                {
                    login = "easy.nurse",
                    code,
                    password,
                }
            );
            Assert.True(answer.Refused("password-refused"), $"{password}: {answer.Text}");
        }

        (
            await site.Send(
                "/api/identity/activations",
                new
                {
                    login = "easy.nurse",
                    code,
                    password = TestSite.Password,
                }
            )
        ).Ok();
    }

    [Fact]
    public async Task Any_characters_make_a_password_and_no_kind_of_them_is_asked_for()
    {
        var nurse = await site.Staffed(await site.Branch(), Post.Nurse);
        var old = TestSite.Password;
        foreach (
            var next in new[]
            {
                "患者安全第一我們每天都在這裡等您來",
                "ends with a space ",
                "emoji 🦷🪥🏥 and more",
                "with\0nul inside it",
                "ＦＵＬＬ ｗｉｄｔｈ letters",
                "今年的夏天雨水特別多山坡上開滿了不知名的白花" + new string('長', 40),
            }
        )
        {
            Assert.Equal(HttpStatusCode.NoContent, (await nurse.Person.Put("/api/identity/password", new { old, @new = next })).Status);
            old = next;
            Assert.Equal(nurse.Id, (await site.LogIn(nurse.Login, next)).Id);
        }
        (await nurse.Person.Put("/api/identity/password", new { old, @new = "ＦＵＬＬ ｗｉｄｔｈ again" })).Ok();
        Assert.Equal(nurse.Id, (await site.LogIn(nurse.Login, "FULL width again")).Id);
    }
}
