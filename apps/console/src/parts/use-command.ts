import type { ConsoleCalls } from '@mashang/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { ask, fieldErrors, needsSignIn } from '../api.ts'
import { useSay } from '../preferences.tsx'
import { refusalText } from '../shell/trouble.tsx'
import { useTell } from './use-tell.ts'

type Command = Exclude<keyof ConsoleCalls, `GET ${string}`>

/**
 * A change on the server. Afterwards everything shown is asked for anew. Refusals are said at the top of the page,
 * except those of single fields when the form shows them itself (`showsFields`).
 */
export function useCommand<K extends Command>(key: K, { showsFields = false } = {}) {
  const queries = useQueryClient()
  const router = useRouter()
  const navigate = useNavigate()
  const { tell, unsay } = useTell()
  const say = useSay()
  return useMutation({
    mutationFn: (input: ConsoleCalls[K]['input']) => ask(key, input),
    // What an earlier attempt was told is no longer true.
    onSuccess: unsay,
    onSettled: () => queries.invalidateQueries(),
    onError: (error) => {
      if (needsSignIn(error)) {
        void navigate({ to: '/sign-in', search: { back: router.state.location.href, ended: true } })
        return
      }
      const fields = Object.values(fieldErrors(error))
      if (showsFields && fields.length) return
      tell('error', [refusalText(error, say('trouble.offline')), ...fields].join(' · '))
    },
  })
}
